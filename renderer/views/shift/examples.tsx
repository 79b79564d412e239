import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatTime } from '../../../shared/format.ts'
import { pathTo, ViewLink } from '../view.ts'
import styles from './examples.module.css'
import { Section } from './section.tsx'
import type { ShiftDetail } from './shift-page.tsx'
import { tracesDuring, tracesOfBaseline } from './shift-traces.ts'

type Example = ShiftDetail['examples'][number]

/** Failing traces of different signatures, each beside the most similar one of the baseline that did not fail. */
export function Examples({ detail, watch }: { detail: ShiftDetail; watch: WatchState }) {
  const { examples, shift } = detail
  if (examples.length === 0) return null
  return (
    <Section title="Examples" note="each failing trace beside the most similar one of the baseline">
      <ol className={styles.list}>
        {examples.map((example) => (
          <li key={`${example.traceId} ${example.spanId}`} className={styles.example}>
            <div className={styles.trace}>
              <TraceHead title="Failing" trace={example} isFailing />
              <Input text={example.inputPreview} />
              <code className={styles.signature} title={example.signature}>
                {example.signature}
              </code>
              {example.text ? <mark className={styles.evidence}>{example.text}</mark> : null}
              <ViewLink
                to={pathTo('traces', example.traceId)}
                search={{ ...tracesDuring(shift, watch), span: example.spanId, tab: 'findings' }}
                className={styles.open}
              >
                Open at the finding
              </ViewLink>
            </div>
            <div className={styles.trace}>
              {example.beside ? (
                <>
                  <TraceHead title="Baseline" trace={example.beside} />
                  <Input text={example.beside.inputPreview} />
                  <span className={styles.passed}>Did not show the category.</span>
                  <ViewLink
                    to={pathTo('traces', example.beside.traceId)}
                    search={tracesOfBaseline(shift, watch, false) ?? {}}
                    className={styles.open}
                  >
                    Open this trace
                  </ViewLink>
                </>
              ) : (
                <span className={styles.passed}>The baseline holds no trace without the category.</span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function TraceHead({
  title,
  trace,
  isFailing = false,
}: {
  title: string
  trace: Pick<Example, 'name' | 'startUs'>
  isFailing?: boolean
}) {
  return (
    <div className={styles.head}>
      <b className={isFailing ? styles.failing : undefined}>{title}</b>
      <span className={styles.name}>{trace.name}</span>
      <span className={styles.time}>{formatTime(trace.startUs)}</span>
    </div>
  )
}

function Input({ text }: { text: string | null }) {
  return text ? (
    <p className={styles.input}>{text}</p>
  ) : (
    <p className={styles.passed}>The trace tells no input.</p>
  )
}
