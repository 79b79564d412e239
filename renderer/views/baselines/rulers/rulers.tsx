import { formatPlural } from '../../../../shared/format.ts'
import { useCall, useWorkspace } from '../../../api/queries.ts'
import { EmptyState, ErrorState, Loading } from '../../../ui/states.tsx'
import { useScope } from '../../view.ts'
import { ScoreCard } from './score-card.tsx'
import styles from './rulers.module.css'

/** Scores beyond these are counted. */
const SCORES = 12

const NOTHING =
  'Nothing here was judged by people, models or code, so there is no rubric and no judge to compare. Evaluations that come later join their traces when they are imported.'
const ELSEWHERE =
  'The scores of this workspace are of other days or segments, or they have not been analysed yet: widen the range, or let the analysis run.'

/** Every score by what it was made with: rubric, judge, coverage, independence, breaks, and what bridges them. */
export function Rulers() {
  const scope = useScope()
  const workspace = useWorkspace()
  const answer = useCall('rulers.list', scope, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const { data } = answer
  if (data === undefined) return <Loading label="Loading the rulers" />
  const { scores } = data
  if (scores.length === 0)
    return (
      <EmptyState
        title="No scores in this range"
        text={(workspace.data?.scores ?? 0) > 0 ? ELSEWHERE : NOTHING}
      />
    )
  const changed = scores.filter(({ rulers }) => rulers.length > 1).length
  return (
    <section className={styles.rulers} aria-label="Scores and their rulers">
      <h2>
        Scores and their rulers{' '}
        <span>
          {formatPlural(scores.length, 'score')}, {changed} made with more than one ruler; scores of two
          rulers are never put together
        </span>
      </h2>
      {scores.slice(0, SCORES).map((score) => (
        <ScoreCard key={score.score} score={score} />
      ))}
      {scores.length > SCORES ? (
        <p className={styles.note}>{formatPlural(scores.length - SCORES, 'more score')}, not shown</p>
      ) : null}
    </section>
  )
}
