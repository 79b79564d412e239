import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes, formatPlural, formatTimestamp } from '../../../shared/format.ts'
import type { ReportRequest } from '../../../shared/model/report.ts'
import { call } from '../../api/client.ts'
import { callOptions, useCall } from '../../api/queries.ts'
import { WORKING_NAME } from '../../api/working-report.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Loading, messageOf } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './export-history.module.css'

/** What was handed out, when, with what taken out; and requests kept under a name. */
export function ExportHistory({
  request,
  onOpen,
}: {
  request: ReportRequest
  onOpen: (request: ReportRequest) => void
}) {
  const { data, error, refetch } = useCall('reports.list', {})
  const client = useQueryClient()
  const [name, setName] = useState('')
  const changed = () => client.invalidateQueries({ queryKey: callOptions('reports.list', {}).queryKey })
  const save = useMutation({
    mutationFn: () => call('reports.saveDraft', { name, request }),
    onSuccess: async () => {
      setName('')
      await changed()
    },
  })
  const remove = useMutation({
    mutationFn: (id: number) => call('reports.removeDraft', { id }),
    onSuccess: changed,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading label="Loading the history" />
  const drafts = data.drafts.filter((draft) => draft.name !== WORKING_NAME)
  const failure = save.error ?? remove.error
  return (
    <div className={styles.panel}>
      <section aria-label="Kept">
        <h2>Kept</h2>
        <form
          className={styles.keep}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') save.mutate()
          }}
        >
          <TextField
            label="Name to keep this report under"
            placeholder="Name, e.g. Weekly review of booking"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button type="submit" disabled={name.trim() === '' || save.isPending}>
            Keep
          </Button>
        </form>
        {failure ? (
          <p className={styles.bad} role="alert">
            {messageOf(failure)}
          </p>
        ) : null}
        <ul>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <div>
                <b>{draft.name}</b>
                <span>{formatPlural(draft.request.sections.length, 'section')}</span>
              </div>
              <Button onClick={() => onOpen(draft.request)}>Open</Button>
              <Button
                variant="quiet"
                aria-label={`Remove ${draft.name}`}
                onClick={() => remove.mutate(draft.id)}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Exported">
        <h2>Exported</h2>
        {data.exports.length === 0 ? <p className={styles.none}>Nothing was exported yet.</p> : null}
        <ul>
          {data.exports.map((done) => (
            <li key={done.id}>
              <div>
                <b>{done.name}</b>
                <span>
                  {formatTimestamp(done.atUs).slice(0, 16)} · {formatBytes(done.bytes)} ·{' '}
                  {done.redaction === null ? 'not redacted' : tellRedaction(done.redaction)}
                </span>
                <code title={done.sha256}>sha256 {done.sha256.slice(0, 12)}…</code>
              </div>
              <Button onClick={() => onOpen(done.request)}>Open</Button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function tellRedaction(rules: readonly { rule: string; count: number }[]): string {
  const found = rules.filter(({ count }) => count > 0)
  return found.length === 0
    ? 'nothing to take out'
    : `taken out: ${found.map(({ rule, count }) => `${rule} ${count}`).join(', ')}`
}
