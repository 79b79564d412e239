import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useOpenTrace } from '../trace-context.ts'
import { spanLabel } from '../tree/span-label.ts'
import styles from './finding-card.module.css'

/** Where a failed run likely went wrong first, with how often such a guess was right. */
export function MistakeCard() {
  const { mistake, tree, select } = useOpenTrace()
  if (mistake === null) return null
  const span = tree.spans[mistake.row]
  if (span === undefined) return null
  return (
    <section className={styles.card} aria-label="Likely first mistake">
      <h3>
        Likely first mistake <Tag>a guess</Tag>
      </h3>
      <p>
        The run failed: {mistake.failed}. Most likely it went wrong first at{' '}
        {mistake.isOpening ? 'the message that opened the work, which was first given to ' : ''}
        <span className={styles.places}>
          <button type="button" onClick={() => select(mistake.row, 'inspector')}>
            <KindGlyph kind={span.kind} /> {spanLabel(span)}
          </button>
        </span>{' '}
        ({mistake.why}).
      </p>
      {/* README, "Measured": npm run measure:blame. */}
      <p>
        Against the steps people named, this guess was right in 26 of 56 runs of Who&amp;When written by
        algorithms, in 7 of its 28 hand-crafted ones, and in 3 of 22 of AgentRx.
      </p>
    </section>
  )
}
