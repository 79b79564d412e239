import { STEP_SIDES } from '../../../../shared/contract/trace-parts.ts'
import type { StepSide } from '../../../../shared/contract/trace-parts.ts'
import { formatCount, formatDuration, formatPlural } from '../../../../shared/format.ts'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'
import { useCall } from '../../../api/queries.ts'
import { DiffText } from '../../../ui/diff-text.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { useSetSearch } from '../../view.ts'
import { spanLabel } from '../tree/span-label.ts'
import styles from './compare.module.css'
import type { JudgedStep } from './step-list.tsx'
import { VERDICT_WORDS } from './step-facts.ts'

const TITLES = { input: 'Input', output: 'Output' } as const

/** The chosen step: its facts beside each other, and what differs in what it was given and gave. */
export function StepDiff({ step, before, after }: { step: JudgedStep; before: string; after: string }) {
  const { one, two } = step
  const setSearch = useSetSearch()
  const span = two ?? one
  if (span === undefined) return null
  return (
    <section className={styles.diff} aria-label={`Step ${spanLabel(span)}`}>
      <h2>
        {spanLabel(span)} <span>{VERDICT_WORDS[step.verdict]}</span>
        {two === undefined ? null : (
          <button
            type="button"
            onClick={() => setSearch({ against: null, step: null, span: two.spanId, tab: 'io' })}
          >
            Show in the trace
          </button>
        )}
      </h2>
      {one === undefined || two === undefined ? (
        <p className={styles.note}>
          {one === undefined ? 'The other trace has no such step here.' : 'This trace has no such step here.'}
        </p>
      ) : (
        <>
          <Facts one={one} two={two} />
          {STEP_SIDES.map((side) => (
            <Side
              key={side}
              side={side}
              before={{ traceId: before, spanId: one.spanId }}
              after={{ traceId: after, spanId: two.spanId }}
            />
          ))}
        </>
      )}
    </section>
  )
}

function Facts({ one, two }: { one: SpanRow; two: SpanRow }) {
  const rows: [string, string, string][] = [
    ['Status', one.status, two.status],
    ['Duration', lasting(one), lasting(two)],
    ['Model', one.model ?? '–', two.model ?? '–'],
    ['Tokens', tokens(one), tokens(two)],
  ]
  return (
    <table className={styles.factTable}>
      <thead>
        <tr>
          <th scope="col" aria-label="Fact" />
          <th scope="col">The other</th>
          <th scope="col">This</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, left, right]) => left !== '–' || right !== '–')
          .map(([name, left, right]) => (
            <tr key={name} data-differs={left !== right || undefined}>
              <th scope="row">{name}</th>
              <td>{left}</td>
              <td>{right}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function lasting(span: SpanRow): string {
  return span.durationNs === null ? 'no end' : formatDuration(span.durationNs)
}

function tokens(span: SpanRow): string {
  return span.tokens === null ? '–' : formatCount(span.tokens)
}

function Side({
  side,
  before,
  after,
}: {
  side: StepSide
  before: { traceId: string; spanId: string }
  after: { traceId: string; spanId: string }
}) {
  const { data, error, refetch } = useCall('trace.diff', { side, before, after }, { keepPrevious: true })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const isSame = data !== undefined && data.added + data.removed === 0 && data.blocks.every((b) => b.isSame)
  const left = data === undefined ? 0 : data.left.before + data.left.after
  return (
    <section className={styles.payload}>
      <h3>
        {TITLES[side]}
        {data === undefined ? null : (
          <span>
            {isSame
              ? 'the same'
              : `${formatPlural(data.removed, 'word')} taken out, ${formatCount(data.added)} put in`}
          </span>
        )}
      </h3>
      {data === undefined ? (
        <Loading label="Comparing" lines={3} />
      ) : isSame ? null : (
        <DiffText key={`${before.spanId} ${after.spanId}`} blocks={data.blocks} />
      )}
      {left > 0 ? (
        <p className={styles.note}>
          The first 300,000 characters are compared; {formatCount(left)} more are not. Open the payloads to
          read them.
        </p>
      ) : null}
    </section>
  )
}
