import type { ConversationBlock } from '../../shared/model/report-document.ts'

type Turn = ConversationBlock['turns'][number]

/** Who speaks, as every writer names it. */
export function speakerOf({ kind, role, name }: Turn): string {
  if (kind === 'tool_call') return `calls ${name ?? 'a tool'}`
  if (kind === 'tool_result') return `${name ?? 'tool'} answers`
  if (kind === 'reasoning') return `${role} thinks`
  return role
}
