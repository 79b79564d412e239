import { type DayRange, dayRangeSchema } from '../../shared/model/policy.ts'
import { Button } from './button.tsx'
import styles from './day-ranges.module.css'
import { Input } from './field.tsx'

/** Ranges of days, each with its reason, to add, correct and take away. */
export function DayRanges({
  ranges,
  onChange,
  noun,
  fresh,
}: {
  ranges: readonly DayRange[]
  onChange: (ranges: DayRange[]) => void
  /** What one is, in lower case: `quiet period`. */
  noun: string
  /** What a new one begins as. */
  fresh: DayRange
}) {
  const set = (at: number, change: Partial<DayRange>) =>
    onChange(ranges.map((range, index) => (index === at ? { ...range, ...change } : range)))
  return (
    <div className={styles.list}>
      {ranges.map((range, at) => {
        const problem = problemOf(range)
        const name = `${noun} ${at + 1}`
        return (
          // Rows have no identity of their own: their place is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className={styles.row} role="group" aria-label={name}>
            <Input
              type="date"
              aria-label={`First day of ${name}`}
              aria-invalid={problem ? true : undefined}
              value={range.from}
              onChange={(event) => set(at, { from: event.target.value })}
            />
            <span className={styles.to}>to</span>
            <Input
              type="date"
              aria-label={`Last day of ${name}`}
              aria-invalid={problem ? true : undefined}
              value={range.to}
              onChange={(event) => set(at, { to: event.target.value })}
            />
            <Input
              aria-label={`Reason of ${name}`}
              placeholder="Why, e.g. outage of a supplier"
              maxLength={500}
              value={range.reason}
              onChange={(event) => set(at, { reason: event.target.value })}
            />
            <Button
              variant="quiet"
              aria-label={`Remove ${name}`}
              onClick={() => onChange(ranges.filter((_, index) => index !== at))}
            >
              Remove
            </Button>
            {problem ? (
              <span className={styles.problem} role="alert">
                {problem}
              </span>
            ) : null}
          </div>
        )
      })}
      <Button onClick={() => onChange([...ranges, fresh])}>
        Add {/^[aeiou]/.test(noun) ? 'an' : 'a'} {noun}
      </Button>
    </div>
  )
}

/** What is wrong with a range of days; undefined where nothing is. */
function problemOf(range: DayRange): string | undefined {
  if (range.from === '' || range.to === '') return 'Both days are needed.'
  const parsed = dayRangeSchema.safeParse(range)
  return parsed.success ? undefined : parsed.error.issues[0]?.message
}
