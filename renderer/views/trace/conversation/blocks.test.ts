import { expect, test } from 'vitest'
import type { Turn } from '../../../../shared/contract/traces.ts'
import { countCalls, groupTurns } from './blocks.ts'

function turn(kind: Turn['kind'], spanId: string, more: Partial<Turn> = {}): Turn {
  return {
    spanId,
    kind,
    role: kind === 'message' ? 'assistant' : 'tool',
    name: null,
    model: null,
    text: { text: spanId, length: spanId.length },
    path: 'output_messages.0.text',
    toolCallId: null,
    status: 'unset',
    durationNs: null,
    tokens: null,
    ...more,
  }
}

function shape(turns: Turn[]): string[] {
  return groupTurns(turns).map((block) =>
    block.kind === 'said'
      ? `said ${block.turn.spanId}`
      : `${block.call?.spanId ?? '-'} > ${block.result?.spanId ?? '-'}`,
  )
}

test('parallel calls find their results by id, in whatever order these come', () => {
  expect(
    shape([
      turn('tool_call', 'm1', { name: 'a', toolCallId: '1' }),
      turn('tool_call', 'm2', { name: 'a', toolCallId: '2' }),
      turn('tool_result', 'r2', { name: 'a', toolCallId: '2' }),
      turn('tool_result', 'r1', { name: 'a', toolCallId: '1' }),
      turn('message', 'end'),
    ]),
  ).toEqual(['m1 > r1', 'm2 > r2', 'said end'])
})

test('a tool span that holds its own call and result is one block', () => {
  expect(
    shape([turn('tool_call', 't', { name: 'search' }), turn('tool_result', 't', { name: 'search' })]),
  ).toEqual(['t > t'])
})

test('without ids the oldest open call of the same name takes the result', () => {
  expect(
    shape([
      turn('tool_call', 'm1', { name: 'a' }),
      turn('tool_call', 'm2', { name: 'b' }),
      turn('tool_result', 'rb', { name: 'b' }),
      turn('tool_result', 'ra', { name: 'a' }),
    ]),
  ).toEqual(['m1 > ra', 'm2 > rb'])
})

test('a result of another call stands alone', () => {
  expect(
    shape([
      turn('tool_call', 'm1', { name: 'a', toolCallId: '1' }),
      turn('tool_result', 'r', { name: 'a', toolCallId: '9' }),
    ]),
  ).toEqual(['m1 > -', '- > r'])
})

test('calls are numbered by tool', () => {
  const blocks = groupTurns(['a', 'b', 'a'].map((name, n) => turn('tool_call', `m${n}`, { name })))
  expect(blocks.map((block) => (block.kind === 'tool' ? block.nth : 0))).toEqual([1, 1, 2])
  expect(countCalls(blocks).get('a')).toBe(2)
})
