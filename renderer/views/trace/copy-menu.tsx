import { useState } from 'react'
import { formatBytes } from '../../../shared/format.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useOpenTrace, useSelected } from './trace-context.ts'
import styles from './trace-page.module.css'

const FORMS = [
  { as: 'json', label: 'JSON' },
  { as: 'otlp', label: 'OTLP JSON' },
] as const

/** Copies the trace or its chosen span: its id, as plain JSON, or as OTLP that any tool reads. */
export function CopyMenu() {
  const { detail, tree } = useOpenTrace()
  const { row } = useSelected()
  const [open, setOpen] = useState(false)
  const [tooLong, setTooLong] = useState<string | null>(null)
  const { traceId } = detail.trace
  const spanId = tree.spans[row]?.spanId
  const textOf = (as: 'json' | 'otlp', span?: string) => async () => {
    setTooLong(null)
    const { text, length } = await call('trace.copy', { traceId, spanId: span, as })
    if (text !== null) return text
    setTooLong(
      `${length > 0 ? `${formatBytes(length)} is` : `${detail.spans.length.toLocaleString('en')} spans are`} too much to copy. "tidemark export" writes it to a file.`,
    )
    throw new Error('too long to copy')
  }
  return (
    <Popover
      label="Copy"
      align="end"
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTooLong(null)
      }}
      trigger={<Button>Copy…</Button>}
    >
      <div className={styles.copyMenu}>
        <span>Trace</span>
        <CopyButton text={traceId} label="Id" />
        {FORMS.map(({ as, label }) => (
          <CopyButton key={as} text={textOf(as)} label={label} />
        ))}
        {spanId === undefined ? null : (
          <>
            <span>Span</span>
            <CopyButton text={spanId} label="Id" />
            {FORMS.map(({ as, label }) => (
              <CopyButton key={as} text={textOf(as, spanId)} label={label} />
            ))}
          </>
        )}
        {tooLong === null ? null : <p role="status">{tooLong}</p>}
      </div>
    </Popover>
  )
}
