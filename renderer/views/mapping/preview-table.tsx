import type { MethodOutput } from '../../../shared/contract.ts'
import { formatCount, formatDuration, formatPlural, formatTime } from '../../../shared/format.ts'
import { joinClass } from '../../ui/join-class.ts'
import { KindGlyph } from '../../ui/kind-glyph.tsx'
import { EmptyState } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { Tag } from '../../ui/tag.tsx'
import styles from './preview-table.module.css'

type Preview = MethodOutput<'imports.previewMapping'>

/** The spans a mapping gives, trace by trace, and what it could not read. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const { spans, problems } = preview
  return (
    <>
      <p className={styles.sum}>{summaryOf(preview)}</p>
      {problems.length > 0 ? (
        <ul className={styles.problems}>
          {problems.slice(0, 6).map(({ reason, count, first }) => (
            <li key={reason}>
              {formatCount(count)} × {reason}
              {first.line === undefined ? '' : ` First in line ${first.line}.`}
            </li>
          ))}
        </ul>
      ) : null}
      {spans.length === 0 ? (
        <EmptyState
          title="Nothing is found yet"
          text="No record holds anything where the mapping looks for it. Compare the paths with the records below."
        />
      ) : (
        <div className={joinClass(table.scroll, styles.scroll)} tabIndex={0} role="region" aria-label="Spans">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Trace</th>
                <th scope="col">Step</th>
                <th scope="col">Input</th>
                <th scope="col">Output</th>
                <th scope="col">Model</th>
                <th scope="col" className={table.number}>
                  Tokens
                </th>
                <th scope="col">Start</th>
                <th scope="col" className={table.number}>
                  Duration
                </th>
              </tr>
            </thead>
            <tbody>
              {spans.map((span, index) => (
                // The same span may be met twice.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index} className={table.row}>
                  <td className={styles.trace} title={span.traceId}>
                    {spans[index - 1]?.traceId === span.traceId ? '' : span.traceId}
                  </td>
                  <td className={table.name}>
                    <span className={styles.step}>
                      <KindGlyph kind={span.kind} /> {span.name}
                      {span.status === 'error' ? <Tag tone="bad">error</Tag> : null}
                    </span>
                  </td>
                  <td className={styles.text} title={span.input ?? undefined}>
                    {span.input}
                  </td>
                  <td className={styles.text} title={span.output ?? undefined}>
                    {span.output}
                  </td>
                  <td>{span.model}</td>
                  <td className={table.number}>{tokensOf(span)}</td>
                  <td>{span.startUs === null ? 'no clock' : formatTime(span.startUs)}</td>
                  <td className={table.number}>
                    {span.durationNs === null ? '' : formatDuration(span.durationNs)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function summaryOf({ spans, traces, scores, isWhole }: Preview): string {
  const found = `${formatPlural(traces, 'trace')}, ${formatPlural(spans.length, 'span')}, ${formatPlural(scores, 'score')}`
  return isWhole ? `The whole file: ${found}.` : `The beginning of the file: ${found}.`
}

function tokensOf({ inputTokens, outputTokens }: Preview['spans'][number]): string {
  if (inputTokens === null && outputTokens === null) return ''
  return `${formatCount(inputTokens ?? 0)} → ${formatCount(outputTokens ?? 0)}`
}
