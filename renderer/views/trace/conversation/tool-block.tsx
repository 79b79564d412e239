import { memo } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import { CopyPayload } from '../payload/copy-payload.tsx'
import { PayloadText } from '../payload/payload-text.tsx'
import type { Block } from './blocks.ts'
import styles from './conversation.module.css'
import { factsOf } from './said.tsx'

const ARGUMENTS_HEAD = 900
const RESULT_HEAD = 1600

/** Who calls, where the source's word for the role is not a person or an agent. */
const CALLERS: Readonly<Record<string, string>> = { tool: 'call of', 'tool-call': 'assistant calls' }

/** A tool call and what came back: side by side where there is room, else one above the other. */
export const ToolBlock = memo(function ToolBlock({
  block,
  of,
  isCountFinal,
  chosen,
  onSelect,
}: {
  block: Extract<Block, { kind: 'tool' }>
  /** Calls of this tool among those that are loaded. */
  of: number
  isCountFinal: boolean
  chosen: boolean
  onSelect: (spanId: string) => void
}) {
  const { call, result, nth } = block
  const name = call?.name ?? result?.name ?? null
  return (
    <div className={styles.block} data-role="tool" data-chosen={chosen || undefined}>
      <div className={call && result ? styles.pair : undefined}>
        {call ? (
          <div className={styles.call}>
            <div className={styles.who}>
              <button type="button" onClick={() => onSelect(call.spanId)}>
                {CALLERS[call.role] ?? `${call.role} calls`} <b>{name ?? 'a tool'}</b>
              </button>
              <span className={styles.facts}>
                {of > 1 ? `call ${formatCount(nth)}${isCountFinal ? ` of ${formatCount(of)}` : ''}` : ''}
              </span>
              <CopyPayload
                className={styles.copy}
                part={call.text}
                place={{ spanId: call.spanId, path: call.path }}
              />
            </div>
            <PayloadText
              part={call.text}
              place={{ spanId: call.spanId, path: call.path }}
              head={ARGUMENTS_HEAD}
              look="code"
            />
          </div>
        ) : null}
        {result ? (
          <div className={styles.result}>
            <div className={styles.who}>
              <button type="button" onClick={() => onSelect(result.spanId)}>
                {name === null ? (
                  'tool result'
                ) : (
                  <>
                    result of <b>{name}</b>
                  </>
                )}
              </button>
              <span className={styles.facts} data-bad={result.status === 'error' || undefined}>
                {factsOf(result)}
              </span>
              <CopyPayload
                className={styles.copy}
                part={result.text}
                place={{ spanId: result.spanId, path: result.path }}
              />
            </div>
            <PayloadText
              part={result.text}
              place={{ spanId: result.spanId, path: result.path }}
              head={RESULT_HEAD}
              look="code"
            />
          </div>
        ) : null}
      </div>
    </div>
  )
})
