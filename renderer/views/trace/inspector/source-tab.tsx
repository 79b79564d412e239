import { formatCount, formatTimestamp } from '../../../../shared/format.ts'
import type { ReactNode } from 'react'
import { useCall } from '../../../api/queries.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { ViewLink } from '../../view.ts'
import { useOpenTrace } from '../trace-context.ts'
import styles from './inspector.module.css'
import { SourceRecord } from './source-record.tsx'
import { SpanHead } from './span-head.tsx'
import { useSpan } from './use-span.ts'

/** Where the selected span stands in the file it came from. */
export function SourceTab() {
  const { detail } = useOpenTrace()
  const query = useSpan()
  const formats = useCall('imports.formats', {}).data
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) {
    return (
      <div className={styles.pane}>
        <Loading label="Loading the source" lines={6} />
      </div>
    )
  }
  const { source, span } = query.data
  const formatTitle = formats?.find((format) => format.id === source.format)?.title
  return (
    <div className={styles.pane}>
      <SpanHead />
      <dl className={styles.facts}>
        <Fact name="File" copy={source.file}>
          <code>{source.file}</code>
        </Fact>
        <Fact name="Place">
          {source.line === null && source.offset === null
            ? 'the source was read as one document'
            : [
                source.line === null ? null : `line ${formatCount(source.line)}`,
                source.offset === null ? null : `byte ${formatCount(source.offset)}`,
              ]
                .filter(Boolean)
                .join(', ')}
        </Fact>
        <Fact name="Format">{formatTitle ?? source.format}</Fact>
        <Fact name="SHA-256" copy={source.sha256}>
          <code>{source.sha256}</code>
        </Fact>
        <Fact name="Import">
          <ViewLink to="/imports">{detail.trace.importLabel}</ViewLink>
        </Fact>
        <Fact name="Trace id" copy={detail.trace.traceId}>
          <code>{detail.trace.traceId}</code>
        </Fact>
        <Fact name="Span id" copy={span.spanId}>
          <code>{span.spanId}</code>
        </Fact>
        {span.parentSpanId === null ? null : (
          <Fact name="Parent id" copy={span.parentSpanId}>
            <code>{span.parentSpanId}</code>
          </Fact>
        )}
        <Fact name="Start (UTC)">
          {detail.trace.syntheticTime
            ? 'the source carries no clock; only the order is kept'
            : formatTimestamp(span.startUs)}
        </Fact>
        {span.service ? <Fact name="Service">{span.service}</Fact> : null}
        {span.provider ? <Fact name="Provider">{span.provider}</Fact> : null}
        {span.modelRequested ? <Fact name="Model asked for">{span.modelRequested}</Fact> : null}
        {span.modelAnswered ? <Fact name="Model that answered">{span.modelAnswered}</Fact> : null}
      </dl>
      <SourceRecord spanId={span.spanId} traceId={detail.trace.traceId} />
    </div>
  )
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span>{children}</span>
        {copy === undefined ? null : <CopyButton className={styles.copy} text={copy} />}
      </dd>
    </div>
  )
}
