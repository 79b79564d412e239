import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SpanDetail } from '../../../../shared/contract/traces.ts'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { keyed } from '../keyed.ts'
import { PayloadText } from '../payload/payload-text.tsx'
import styles from './inspector.module.css'
import { SpanHead } from './span-head.tsx'
import { useSpan } from './use-span.ts'

const LOOKS = [
  { value: 'pretty', label: 'Readable' },
  { value: 'raw', label: 'As recorded' },
] as const

/** What went into the selected span and what came out of it. */
export function IoTab() {
  const query = useSpan()
  const [look, setLook] = useState<'pretty' | 'raw'>('pretty')
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return (
    <div className={styles.pane}>
      <SpanHead />
      {query.data === undefined ? (
        <Loading label="Loading the span" lines={8} />
      ) : (
        <>
          <div className={styles.controls}>
            <SegmentedControl
              label="How payloads are shown"
              value={look}
              options={LOOKS}
              onChange={setLook}
            />
          </div>
          <Outcome detail={query.data} />
          <Side title="Input" side="input" detail={query.data} raw={look === 'raw'} />
          <Side title="Output" side="output" detail={query.data} raw={look === 'raw'} />
        </>
      )}
    </div>
  )
}

/** The declared error of a span, where evidence about it is marked too. */
function Outcome({ detail }: { detail: SpanDetail }) {
  const { span } = detail
  const fields = [
    { name: 'Error type', path: 'error_type', text: span.errorType },
    { name: 'Status message', path: 'status_message', text: span.statusMessage },
    { name: 'Finish reason', path: 'finish_reason', text: span.finishReason },
  ].filter((field): field is typeof field & { text: string } => field.text !== null && field.text !== '')
  if (fields.length === 0) return null
  return fields.map((field) => (
    <Section key={field.path} title={field.name}>
      <PayloadText
        part={{ text: field.text, length: field.text.length }}
        place={{ spanId: span.spanId, path: field.path }}
        look="code"
      />
    </Section>
  ))
}

function Side({
  title,
  side,
  detail,
  raw,
}: {
  title: string
  side: 'input' | 'output'
  detail: SpanDetail
  raw: boolean
}) {
  const { span } = detail
  const messages = side === 'input' ? detail.inputMessages : detail.outputMessages
  const key = side === 'input' ? span.inputKey : span.outputKey
  const payload = key === null ? undefined : detail.attributes.find((attribute) => attribute.key === key)
  if (messages.length === 0 && payload === undefined) {
    return (
      <Section title={title}>
        <p className={styles.none}>The export holds no {side} of this span.</p>
      </Section>
    )
  }
  return (
    <Section title={title} note={messages.length > 1 ? `${messages.length} messages` : undefined}>
      {keyed(messages, (message) => message.role).map(({ key: messageKey, item: message, index }) => (
        <div key={messageKey} className={styles.message}>
          <div className={styles.role}>
            {message.role}
            {message.name ? ` ${message.name}` : ''}
          </div>
          {message.reasoning === null ? null : (
            <div className={styles.reasoning}>
              <PayloadText
                part={message.reasoning}
                place={{ spanId: span.spanId, path: `${side}_messages.${index}.reasoning` }}
                raw={raw}
              />
            </div>
          )}
          {message.text.length === 0 && message.toolCalls.length > 0 ? null : (
            <PayloadText
              part={message.text}
              place={{ spanId: span.spanId, path: `${side}_messages.${index}.text` }}
              raw={raw}
            />
          )}
          {message.toolCalls.map((toolCall, at) => (
            <div key={toolCall.id ?? at} className={styles.call}>
              <div className={styles.role}>
                calls <b>{toolCall.name}</b>
              </div>
              <PayloadText
                part={toolCall.arguments}
                place={{ spanId: span.spanId, path: `${side}_messages.${index}.tool_calls.${at}.arguments` }}
                look="code"
                raw={raw}
              />
            </div>
          ))}
        </div>
      ))}
      {messages.length === 0 && payload ? (
        <PayloadText
          part={payload.value}
          place={{ spanId: span.spanId, path: `attributes.${payload.key}` }}
          look={span.kind === 'llm' || span.kind === 'agent' ? 'text' : 'code'}
          raw={raw}
        />
      ) : null}
    </Section>
  )
}

export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h4>
        {title}
        {note ? <span>{note}</span> : null}
      </h4>
      {children}
    </section>
  )
}
