import { formatCount, formatDuration } from '../../../shared/format.ts'
import type { ConversationBlock } from '../../../shared/model/report-document.ts'
import { speakerOf } from '../speaker.ts'
import { h, type Markup } from './tag.ts'

type Turn = ConversationBlock['turns'][number]

const KINDS = { message: '', tool_call: 'call', tool_result: 'tool', reasoning: 'thought' } as const

export function conversationOf({ turns, left }: ConversationBlock): Markup {
  return h(
    'div',
    { class: 'talk' },
    turns.map(turnOf),
    left > 0
      ? h('p', { class: 'left' }, `${formatCount(left)} more turns of this trace are not shown.`)
      : null,
  )
}

function turnOf(turn: Turn): Markup {
  const failed = turn.status === 'error' || turn.findings.length > 0 ? ' failed' : ''
  return h(
    'div',
    { class: `turn ${KINDS[turn.kind]}${failed}` },
    h('div', { class: 'who' }, h('strong', {}, speakerOf(turn)), beside(turn)),
    h(
      'div',
      {},
      h('pre', { dir: 'auto' }, turn.text === '' ? '(empty)' : turn.text),
      turn.left > 0
        ? h('p', { class: 'left' }, `${formatCount(turn.left)} more characters are not shown.`)
        : null,
      turn.findings.map((name) => h('span', { class: 'chip' }, name)),
    ),
  )
}

function beside({ kind, name, model, durationNs, role }: Turn): string {
  const agent = kind === 'message' && name !== role ? name : null
  const parts = [agent, model, durationNs === null ? null : formatDuration(durationNs)]
  return parts.filter((part) => part !== null).join(' · ')
}
