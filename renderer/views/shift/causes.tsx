import { formatDay } from '../../../shared/format.ts'
import { Tag } from '../../ui/tag.tsx'
import styles from './causes.module.css'
import { daysBeforeOnset } from './days-before-onset.ts'
import { Section } from './section.tsx'
import type { ShiftDetail } from './shift-page.tsx'

/** Versions that came up near the onset: what may have caused the shift, nearest first. */
export function Causes({ detail: { causes } }: { detail: ShiftDetail }) {
  return (
    <Section title="Versions near the onset" note="candidates, not proof; nearest first">
      {causes.length === 0 ? (
        <p className={styles.none}>
          No prompt, model, provider, rubric or judge version was first seen in the week before the onset.
        </p>
      ) : (
        <ol className={styles.causes}>
          {causes.map(({ kind, label, before, date, days }) => (
            <li key={`${kind} ${label} ${date}`} className={styles.cause}>
              <Tag>{kind}</Tag>
              <span className={styles.change}>
                {before === null ? null : (
                  <>
                    <span className={styles.before}>{before}</span> became{' '}
                  </>
                )}
                <b>{label}</b>
                {before === null ? ' first seen' : null}
              </span>
              <span className={styles.when}>
                {formatDay(date)}, <b>{daysBeforeOnset(days)}</b>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
