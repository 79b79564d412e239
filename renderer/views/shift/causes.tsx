import { formatDay, formatRate } from '../../../shared/format.ts'
import { Tag } from '../../ui/tag.tsx'
import styles from './causes.module.css'
import { daysBeforeOnset } from './days-before-onset.ts'
import { Section } from './section.tsx'
import type { ShiftDetail } from './shift-page.tsx'

/** Versions that came up near the onset: what may have caused the shift, the likeliest first. */
export function Causes({ detail: { shift } }: { detail: ShiftDetail }) {
  const { causes } = shift
  return (
    <Section title="Versions near the onset" note="candidates, not proof; the likeliest first">
      {causes.length === 0 ? (
        <p className={styles.none}>
          No version of a prompt, model, tool set, agent or provider came into force in the week before the
          onset.
        </p>
      ) : (
        <ol className={styles.causes}>
          {causes.map(({ kind, label, before, date, days, share }) => (
            <li key={`${kind} ${label} ${date}`} className={styles.cause}>
              <Tag>{kind}</Tag>
              <span className={styles.change}>
                {before === null ? null : (
                  <>
                    <span className={styles.before}>{before}</span> became{' '}
                  </>
                )}
                <b>{label}</b>
                {before === null ? ' came into use' : null}
              </span>
              <span className={styles.when}>
                {formatDay(date)}, <b>{daysBeforeOnset(days)}</b>, in {formatRate(share)} of its traces
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
