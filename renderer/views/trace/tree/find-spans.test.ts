import { expect, test } from 'vitest'
import { findSpans, nextMatch } from './find-spans.ts'
import { buildSpanTree } from './span-tree.ts'

const tree = buildSpanTree(
  ['booking run', 'chat', 'search_flights', 'chat', 'Search hotels'].map((name, index) => ({
    spanId: `s${index}`,
    parentSpanId: index === 0 ? null : 's0',
    kind: name === 'chat' ? 'llm' : 'other',
    name,
    startUs: index,
    startSubNs: 0,
    durationNs: 1000,
    status: 'unset',
    toolName: null,
    model: name === 'chat' ? 'gpt-4.1' : null,
    agentName: null,
    tokens: null,
  })),
)

test('spans are found by all words of name and model, whatever the case, and by their id', () => {
  expect([...findSpans(tree, 'search')]).toEqual([2, 4])
  expect([...findSpans(tree, 'gpt chat')]).toEqual([1, 3])
  expect([...findSpans(tree, 's3')]).toEqual([3])
  expect([...findSpans(tree, '  ')]).toEqual([])
})

test('the next and the previous match are around the end too', () => {
  const matches = Int32Array.from([1, 3])
  expect([nextMatch(matches, 1, false), nextMatch(matches, 3, false)]).toEqual([3, 1])
  expect([nextMatch(matches, 3, true), nextMatch(matches, 0, true)]).toEqual([1, 3])
  expect(nextMatch(new Int32Array(0), 0, false)).toBeNull()
})
