import type { MethodOutput } from '../../../shared/contract.ts'
import { formatPlural, formatRate, formatTime } from '../../../shared/format.ts'
import { Sentence } from '../../ui/sentence.tsx'
import { Tag } from '../../ui/tag.tsx'
import styles from './policy-history.module.css'
import { Section } from './section.tsx'
import { partName } from './segment-words.ts'

type PolicyVersion = MethodOutput<'policy.get'>['versions'][number]

/** Every version of the policy, newest first, with who saved it and why, and what had been said until then. */
export function PolicyHistory({ versions }: { versions: readonly PolicyVersion[] }) {
  const newest = versions.toSorted((a, b) => b.version - a.version)
  return (
    <Section id="history" text="Every version that was saved, and what the watch had said before it.">
      {newest.length === 0 ? (
        <p className={styles.none}>The policy is the one Tidemark comes with; nobody has changed it yet.</p>
      ) : (
        <ol className={styles.list}>
          {newest.map((entry, index) => (
            <li key={entry.version}>
              <div className={styles.head}>
                <b>Version {entry.version}</b>
                {index === 0 ? <Tag tone="accent">in force</Tag> : null}
                <time>
                  {entry.author ? `${entry.author} · ` : ''}
                  {formatTime(entry.savedUs)}
                </time>
              </div>
              <p className={styles.reason}>{entry.reason}</p>
              <p className={styles.facts}>{factsOf(entry)}</p>
              {entry.said.length > 0 ? (
                <details>
                  <summary>What was said before ({entry.said.length})</summary>
                  <ul>
                    {entry.said.map((sentence) => (
                      <li key={sentence}>
                        <Sentence text={sentence} plain />
                      </li>
                    ))}
                  </ul>
                </details>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

/** What a version said, in a line. */
function factsOf({ policy }: PolicyVersion): string {
  const { budgetDays, share, unwatchedCategories, unwatchedSegments, quiet, segmenter } = policy
  return [
    `one false alert in ${budgetDays} days`,
    share < 1 ? `${formatRate(share)} of the sessions` : 'all sessions',
    `split by ${segmenter.length === 0 ? 'nothing' : segmenter.map(partName).join(' × ')}`,
    unwatchedCategories.length > 0
      ? `${formatPlural(unwatchedCategories.length, 'category', 'categories')} not watched`
      : '',
    unwatchedSegments.length > 0 ? `${formatPlural(unwatchedSegments.length, 'segment')} not watched` : '',
    quiet.length > 0 ? formatPlural(quiet.length, 'quiet period') : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
