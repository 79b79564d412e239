import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { callOptions, useCall } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { messageOf } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { EXAMPLES } from './examples.ts'
import styles from './query-shelf.module.css'
import { SchemaList } from './schema-list.tsx'

/** What to begin with: examples, kept queries, the last ones, and the views with their columns. */
export function QueryShelf({
  sql,
  recent,
  onPick,
}: {
  sql: string
  recent: readonly string[]
  onPick: (sql: string) => void
}) {
  const saved = useCall('query.saved', {}).data ?? []
  const client = useQueryClient()
  const [name, setName] = useState('')
  const changed = () => client.invalidateQueries({ queryKey: callOptions('query.saved', {}).queryKey })
  const save = useMutation({
    mutationFn: () => call('query.save', { name, sql }),
    onSuccess: async () => {
      setName('')
      await changed()
    },
  })
  const remove = useMutation({
    mutationFn: (which: string) => call('query.remove', { name: which }),
    onSuccess: changed,
  })
  const failure = save.error ?? remove.error
  return (
    <div className={styles.shelf}>
      <section aria-label="Kept queries">
        <h2>Kept</h2>
        <form
          className={styles.keep}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '' && sql.trim() !== '') save.mutate()
          }}
        >
          <TextField
            label="Name to keep this query under"
            placeholder="Keep this query as…"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button type="submit" disabled={name.trim() === '' || sql.trim() === ''}>
            Keep
          </Button>
        </form>
        {failure ? (
          <p className={styles.bad} role="alert">
            {messageOf(failure)}
          </p>
        ) : null}
        <ul>
          {saved.map((query) => (
            <li key={query.name}>
              <button type="button" title={query.sql} onClick={() => onPick(query.sql)}>
                {query.name}
              </button>
              <Button
                variant="quiet"
                aria-label={`Remove ${query.name}`}
                onClick={() => remove.mutate(query.name)}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Examples">
        <h2>Examples</h2>
        <ul>
          {EXAMPLES.map(([title, text]) => (
            <li key={title}>
              <button type="button" title={text} onClick={() => onPick(text)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {recent.length > 0 ? (
        <section aria-label="Last run">
          <h2>Last run</h2>
          <ul>
            {recent.slice(0, 8).map((text) => (
              <li key={text}>
                <button type="button" title={text} onClick={() => onPick(text)}>
                  <code>{text.replaceAll(/\s+/g, ' ')}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <SchemaList onPick={onPick} />
    </div>
  )
}
