import { useEffect, useState } from 'react'
import type { ExportFormat } from '../../../shared/contract/exports.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { useCall } from '../../api/queries.ts'
import { useExport } from '../../api/use-export.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { tellNotice } from '../../ui/notices.ts'
import { messageOf } from '../../ui/states.tsx'
import { ViewLink } from '../view.ts'
import { ConfirmExport } from './confirm-export.tsx'
import styles from './export-dialog.module.css'

const FORMATS: readonly (readonly [ExportFormat, string, string])[] = [
  [
    'workspace',
    'Workspace to share',
    'A small .tidemark file with these traces, their findings and notes, and the shifts and baselines of all. Another Tidemark opens it, or merges it when it is imported.',
  ],
  [
    'otlp-json',
    'OTLP JSON',
    'A trace a line, for any tool that reads OpenTelemetry. Loses nothing and hides nothing.',
  ],
  ['csv', 'Table (CSV)', 'A row a trace, for a spreadsheet.'],
  ['jsonl', 'JSON Lines', 'A trace a line, to be read: what was said, findings and scores.'],
]

/** Writes the traces of the list to a file. */
export function ExportDialog({
  open,
  onClose,
  filter,
  scope,
  words,
}: {
  open: boolean
  onClose: () => void
  filter: string
  scope: Scope
  /** How many there are, e.g. `228 of 4,386 traces`. */
  words: string
}) {
  const [format, setFormat] = useState<ExportFormat>('workspace')
  const [isRedacted, setIsRedacted] = useState(true)
  const rules = useCall('redaction.get', {}, { enabled: open }).data
  const { start, isRunning, written, save, told, forget, error } = useExport()
  useEffect(() => {
    if (told === null) return
    tellNotice(`Exported ${told}`)
    onClose()
    forget()
  }, [told, onClose, forget])
  // Where something was taken out, the list is looked through first.
  const isToConfirm = written !== null && written.values.length > 0
  useEffect(() => {
    if (written !== null && written.values.length === 0) save(written)
  }, [written, save])
  const canRedact = format !== 'otlp-json'
  return (
    <Dialog open={open} onClose={onClose} label="Export traces">
      {isToConfirm ? <ConfirmExport written={written} onSave={() => save(written)} onBack={forget} /> : null}
      <form
        hidden={isToConfirm}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          start({ ...scope, filter, format, redaction: canRedact && isRedacted ? (rules ?? null) : null })
        }}
      >
        <h2>Export {words}</h2>
        <fieldset className={styles.formats}>
          <legend>As</legend>
          {FORMATS.map(([id, title, meaning], index) => (
            <label key={id}>
              <input
                type="radio"
                name="format"
                data-autofocus={index === 0 || undefined}
                checked={format === id}
                onChange={() => setFormat(id)}
              />
              <span>
                <b>{title}</b>
                {meaning}
              </span>
            </label>
          ))}
        </fieldset>
        <label className={styles.redact}>
          <input
            type="checkbox"
            checked={canRedact && isRedacted}
            disabled={!canRedact}
            onChange={(event) => setIsRedacted(event.target.checked)}
          />
          <span>
            Take out secrets and personal data, as{' '}
            <ViewLink to="/settings" search={{ section: 'redaction' }}>
              the settings
            </ViewLink>{' '}
            say{canRedact ? '' : ' (not in OTLP, which must give back what came in)'}
          </span>
        </label>
        {error ? (
          <p className={styles.problem} role="alert">
            {messageOf(error)}
          </p>
        ) : null}
        <div className={styles.buttons}>
          <Button variant="quiet" onClick={onClose}>
            {isRunning ? 'Close' : 'Cancel'}
          </Button>
          <Button variant="primary" type="submit" disabled={isRunning || (canRedact && rules === undefined)}>
            {isRunning ? 'Exporting…' : 'Export'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
