import { memo } from 'react'
import { formatDuration, formatPlural } from '../../../../shared/format.ts'
import type { Turn } from '../../../../shared/contract/traces.ts'
import { CopyPayload } from '../payload/copy-payload.tsx'
import { PayloadText } from '../payload/payload-text.tsx'
import styles from './conversation.module.css'

/** Characters of an instruction that show before it folds: every call repeats it, few need it. */
const INSTRUCTION_HEAD = 280
const HEAD = 2400

const ROLE_WORDS: Record<string, string> = {
  tool: 'tool result',
  'tool-call': 'assistant calls tools',
  developer: 'developer instructions',
  system: 'system instructions',
}

/** One message or one piece of reasoning. */
export const Said = memo(function Said({
  turn,
  chosen,
  onSelect,
}: {
  turn: Turn
  chosen: boolean
  onSelect: (spanId: string) => void
}) {
  const isInstruction = turn.role === 'system' || turn.role === 'developer'
  const isReasoning = turn.kind === 'reasoning'
  return (
    <div
      className={styles.block}
      data-role={isReasoning ? 'reasoning' : turn.role}
      data-chosen={chosen || undefined}
    >
      <div className={styles.who}>
        <button type="button" onClick={() => onSelect(turn.spanId)}>
          {isReasoning ? `${turn.role} thinks` : (ROLE_WORDS[turn.role] ?? turn.role)}
          {turn.name ? <b> {turn.name}</b> : null}
        </button>
        <span className={styles.facts}>{factsOf(turn)}</span>
        <CopyPayload
          className={styles.copy}
          part={turn.text}
          place={{ spanId: turn.spanId, path: turn.path }}
        />
      </div>
      <PayloadText
        part={turn.text}
        place={{ spanId: turn.spanId, path: turn.path }}
        head={isInstruction ? INSTRUCTION_HEAD : HEAD}
        look={turn.role === 'tool-call' ? 'code' : 'text'}
      />
    </div>
  )
})

/** `gpt-4.1 · 212 tokens · 3.7 s`, what is unknown left out. */
export function factsOf(turn: Turn): string {
  return [
    turn.model,
    turn.tokens === null ? null : formatPlural(turn.tokens, 'token'),
    turn.durationNs === null ? null : formatDuration(turn.durationNs),
    turn.status === 'unset' ? null : `status ${turn.status === 'ok' ? 'OK' : 'error'}`,
  ]
    .filter((fact) => fact !== null)
    .join(' · ')
}
