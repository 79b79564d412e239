import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './query-page.module.css'

const LIMITS = [5, 20, 60, 300] as const

/** Run and cancel, and how long a query may take. */
export function QueryBar({
  isRunning,
  seconds,
  onSeconds,
  onRun,
  onCancel,
}: {
  isRunning: boolean
  seconds: number
  onSeconds: (seconds: number) => void
  onRun: () => void
  onCancel: () => void
}) {
  return (
    <header className={styles.bar}>
      <h1>Query</h1>
      <p>Read-only SQL over the views at the left. It cannot change the workspace.</p>
      <Select
        aria-label="Time limit"
        value={seconds}
        onChange={({ target }) => onSeconds(Number(target.value))}
      >
        {LIMITS.map((limit) => (
          <option key={limit} value={limit}>
            at most {limit < 60 ? `${limit} s` : `${limit / 60} min`}
          </option>
        ))}
      </Select>
      {isRunning ? (
        <Button onClick={onCancel}>Cancel</Button>
      ) : (
        <Button variant="primary" onClick={onRun}>
          Run <Kbd>Ctrl Enter</Kbd>
        </Button>
      )}
    </header>
  )
}
