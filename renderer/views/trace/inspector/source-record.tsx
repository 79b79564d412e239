import { useState } from 'react'
import { formatBytes } from '../../../../shared/format.ts'
import { useCall } from '../../../api/queries.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { LegibleText } from '../../../ui/legible-text.tsx'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import styles from './inspector.module.css'
import { Section } from './io-tab.tsx'

const LOOKS = [
  { value: 'stored', label: 'As stored (OTLP)' },
  { value: 'source', label: 'In the source file' },
] as const
type Look = (typeof LOOKS)[number]['value']

/** Of a longer record the beginning shows; a copy holds more. */
const SHOWN = 60_000

/** The raw record of a span: all that is stored of it as OTLP, or the line of the file it came from. */
export function SourceRecord({ traceId, spanId }: { traceId: string; spanId: string }) {
  const [look, setLook] = useState<Look>('stored')
  return (
    <Section title="Raw record">
      <div className={styles.controls}>
        <SegmentedControl label="Which record" value={look} options={LOOKS} onChange={setLook} />
      </div>
      {look === 'stored' ? (
        <Stored traceId={traceId} spanId={spanId} />
      ) : (
        <InSource traceId={traceId} spanId={spanId} />
      )}
    </Section>
  )
}

function Stored({ traceId, spanId }: { traceId: string; spanId: string }) {
  const { data, error, refetch } = useCall('trace.copy', { traceId, spanId, as: 'otlp' })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading label="Loading the record" />
  if (data.text === null)
    return <p className={styles.none}>{formatBytes(data.length)} are too much to show as one text.</p>
  return <RawText text={data.text} bytes={data.length} />
}

function InSource({ traceId, spanId }: { traceId: string; spanId: string }) {
  const { data, error, refetch } = useCall('trace.record', { traceId, spanId })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading label="Reading the file" />
  if (data.text === null) return <p className={styles.none}>{data.why}</p>
  return <RawText text={data.text} bytes={data.bytes} />
}

function RawText({ text, bytes }: { text: string; bytes: number }) {
  const shown = text.slice(0, SHOWN)
  return (
    <>
      <p className={styles.rawHead}>
        {shown.length < text.length || text.length < bytes
          ? `The beginning of ${formatBytes(bytes)}`
          : formatBytes(bytes)}
        <CopyButton
          className={styles.copy}
          text={text}
          label={text.length < bytes ? `Copy the first ${formatBytes(text.length)}` : 'Copy'}
        />
      </p>
      <pre className={styles.raw} dir="auto" tabIndex={0} aria-label="Raw record">
        <LegibleText text={shown} />
      </pre>
    </>
  )
}
