import { Fragment, useState } from 'react'
import { formatCount, formatTimestamp } from '../../../../shared/format.ts'
import type { AttributeRow } from '../../../../shared/contract/traces.ts'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { keyed } from '../keyed.ts'
import { CopyPayload } from '../payload/copy-payload.tsx'
import { PayloadText } from '../payload/payload-text.tsx'
import styles from './inspector.module.css'
import { Section } from './io-tab.tsx'
import { SpanHead } from './span-head.tsx'
import { useSpan } from './use-span.ts'

const VALUE_HEAD = 400

/** Every attribute of the selected span as the source holds it; its events and what emitted it below. */
export function AttributesTab() {
  const query = useSpan()
  const [wanted, setWanted] = useState('')
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const detail = query.data
  return (
    <div className={styles.pane}>
      <SpanHead />
      {detail === undefined ? (
        <Loading label="Loading the attributes" lines={10} />
      ) : (
        <>
          <div className={styles.controls}>
            <TextField
              label="Find an attribute by key or value"
              placeholder="Key or value"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur()
              }}
            />
          </div>
          <AttributeTable
            title="Attributes"
            rows={detail.attributes}
            wanted={wanted}
            spanId={detail.span.spanId}
            path={(key) => `attributes.${key}`}
          />
          {keyed(detail.events, (event) => event.name).map(({ key: eventKey, item: event, index }) => (
            <AttributeTable
              key={eventKey}
              title={`Event ${event.name}`}
              note={formatTimestamp(event.atUs)}
              rows={event.attributes}
              wanted={wanted}
              spanId={detail.span.spanId}
              path={(key) => `events.${index}.attributes.${key}`}
            />
          ))}
          {detail.resource.length > 0 ? (
            <AttributeTable
              title="Resource"
              rows={detail.resource}
              wanted={wanted}
              spanId={detail.span.spanId}
              path={(key) => `resource.${key}`}
            />
          ) : null}
        </>
      )}
    </div>
  )
}

function AttributeTable({
  title,
  note,
  rows,
  wanted,
  spanId,
  path,
}: {
  title: string
  note?: string
  rows: readonly AttributeRow[]
  wanted: string
  spanId: string
  path: (key: string) => string
}) {
  const needle = wanted.trim().toLowerCase()
  const shown =
    needle === ''
      ? rows
      : rows.filter(
          (row) => row.key.toLowerCase().includes(needle) || row.value.text.toLowerCase().includes(needle),
        )
  const count = shown.length === rows.length ? formatCount(rows.length) : `${shown.length} of ${rows.length}`
  return (
    <Section title={title} note={[note, count].filter(Boolean).join(' · ')}>
      {shown.length === 0 ? (
        <p className={styles.none}>{rows.length === 0 ? 'It carries none.' : 'None matches.'}</p>
      ) : (
        <table className={styles.attributes}>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Type</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {keyed(shown, (row) => row.key).map(({ key, item: row }) => (
              <tr key={key}>
                <th scope="row">
                  <BreakingKey text={row.key} />
                </th>
                <td className={styles.type}>{row.type}</td>
                <td className={styles.value}>
                  {row.type === 'null' ? (
                    <i>null</i>
                  ) : (
                    <PayloadText
                      part={row.value}
                      place={{ spanId, path: path(row.key) }}
                      head={VALUE_HEAD}
                      look="cell"
                    />
                  )}
                  <CopyPayload
                    className={styles.copy}
                    part={row.value}
                    place={{ spanId, path: path(row.key) }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

/** Long keys break behind their dots, not in the middle of a word. */
function BreakingKey({ text }: { text: string }) {
  return keyed(text.split(/(?<=[._/])/), (part) => part).map(({ key, item: part, index }) => (
    <Fragment key={key}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
