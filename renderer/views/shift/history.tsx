import { formatTime } from '../../../shared/format.ts'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import type { Decision } from '../../../shared/model/decision.ts'
import { Button } from '../../ui/button.tsx'
import { joinClass } from '../../ui/join-class.ts'
import { decisionWords } from './decision-words.ts'
import styles from './history.module.css'

/** Everything decided about a shift, newest first; each can be undone and made to hold again. */
export function History({
  decisions,
  accepted,
  onSetUndone,
  pending,
}: {
  decisions: readonly Decision[]
  /** Versions of the baseline that made the shift the new normal. */
  accepted: readonly BaselineEntry[]
  onSetUndone: (decision: Decision, undone: boolean) => void
  pending: boolean
}) {
  return (
    <div className={styles.history}>
      <h3 id="decision-history">History</h3>
      {decisions.length + accepted.length === 0 ? (
        <p className={styles.none}>Nothing has been decided yet.</p>
      ) : (
        <ol className={styles.list} aria-labelledby="decision-history">
          {accepted.map((version) => (
            <li key={`version ${version.version}`} className={styles.entry}>
              <div className={joinClass(styles.words, version.takenBackBy !== null && styles.undone)}>
                <b>Accepted as the new normal</b>
                <p>{version.reason}</p>
                <span className={styles.by}>
                  {version.author ? `${version.author}, ` : null}
                  {formatTime(version.acceptedUs)}, baseline {version.version}
                  {version.takenBackBy === null ? null : `, taken back by ${version.takenBackBy}`}
                </span>
              </div>
            </li>
          ))}
          {decisions.map((decision) => {
            const isUndone = decision.undoneUs !== null
            return (
              <li key={decision.id} className={styles.entry}>
                <div className={joinClass(styles.words, isUndone && styles.undone)}>
                  <b>{decisionWords(decision)}</b>
                  {decision.text ? <p>{decision.text}</p> : null}
                  <span className={styles.by}>
                    {decision.author ? `${decision.author}, ` : null}
                    {formatTime(decision.atUs)}
                    {isUndone ? `, undone ${formatTime(decision.undoneUs)}` : null}
                  </span>
                </div>
                <Button
                  variant="quiet"
                  className={styles.undo}
                  disabled={pending}
                  aria-label={`${isUndone ? 'Redo' : 'Undo'}: ${decisionWords(decision)}`}
                  onClick={() => onSetUndone(decision, !isUndone)}
                >
                  {isUndone ? 'Redo' : 'Undo'}
                </Button>
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}
