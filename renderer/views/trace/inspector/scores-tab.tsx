import { formatTime } from '../../../../shared/format.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { keyed } from '../keyed.ts'
import { useOpenTrace } from '../trace-context.ts'
import styles from './inspector.module.css'

const KIND_WORDS = { human: 'a person', code: 'code', llm: 'a model' } as const

/** Judgements of the trace and of its spans: by whom, under which version of which rubric. */
export function ScoresTab() {
  const { detail, tree, select } = useOpenTrace()
  if (detail.scores.length === 0) {
    return (
      <EmptyState
        title="No scores"
        text="Nobody has judged this trace: the export holds no scores and no outcome for it."
      />
    )
  }
  return (
    <div className={styles.pane}>
      {keyed(detail.scores, (score) => score.name).map(({ key, item: score }) => {
        const row = score.spanId === null ? undefined : tree.rowOf.get(score.spanId)
        const by = [
          score.evaluatorKind ? `by ${KIND_WORDS[score.evaluatorKind]}` : null,
          score.judge,
          score.rubric
            ? `rubric ${score.rubric}${score.rubricVersion ? ` ${score.rubricVersion}` : ''}`
            : null,
          score.atUs === null ? null : formatTime(score.atUs),
        ].filter((part) => part !== null)
        return (
          <section key={key} className={styles.score}>
            <h3>
              {score.name}
              <b>{scoreValue(score)}</b>
            </h3>
            <p className={styles.scoreFacts}>
              {by.length > 0 ? by.join(' · ') : 'The source does not say who judged.'}
              {row !== undefined ? (
                <>
                  {' · '}
                  <button type="button" onClick={() => select(row, 'inspector')}>
                    {tree.spans[row]?.name}
                  </button>
                </>
              ) : (
                ' · the whole trace'
              )}
            </p>
            {score.explanation ? <p className={styles.explanation}>{score.explanation}</p> : null}
            {score.raw ? (
              <details>
                <summary>As recorded</summary>
                <pre>{score.raw}</pre>
              </details>
            ) : null}
          </section>
        )
      })}
    </div>
  )
}

/** `0.82`, `pass`, or `0.82 (pass)`. */
export function scoreValue(score: { value: number | null; label: string | null }): string {
  const value = score.value === null ? null : String(Number(score.value.toPrecision(4)))
  if (value === null) return score.label ?? '–'
  return score.label === null || score.label === '' ? value : `${value} (${score.label})`
}
