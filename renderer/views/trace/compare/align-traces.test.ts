import { expect, test } from 'vitest'
import { buildSpanTree } from '../tree/span-tree.ts'
import { alignTraces, matchSiblings } from './align-traces.ts'

/** A tree from its outline: two blanks a level, a name a line. */
function treeOf(outline: string) {
  const path: string[] = []
  return buildSpanTree(
    outline
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, index) => {
        const depth = line.search(/\S/) / 2
        const spanId = `${index}`
        const parentSpanId = depth === 0 ? null : (path[depth - 1] ?? null)
        path[depth] = spanId
        return {
          spanId,
          parentSpanId,
          kind: 'tool',
          name: line.trim(),
          startUs: index,
          status: 'ok',
          toolName: null,
          startSubNs: 0,
          durationNs: 1000,
          model: null,
          agentName: null,
          tokens: null,
        }
      }),
  )
}

function align(before: string, after: string): string[] {
  const [one, other] = [treeOf(before), treeOf(after)]
  return alignTraces(one, other).map(
    ({ before: a, after: b, depth }) =>
      `${'  '.repeat(depth)}${one.spans[a]?.name ?? '-'} | ${other.spans[b]?.name ?? '-'}`,
  )
}

test('steps are matched by kind and name below matched parents, and the rest stands alone with all below it', () => {
  expect(
    align(
      'run\n  chat\n  search\n    http\n  chat',
      'run\n  chat\n  lookup\n    sql\n  search\n    http\n  chat',
    ),
  ).toEqual([
    'run | run',
    '  chat | chat',
    '  - | lookup',
    '    - | sql',
    '  search | search',
    '    http | http',
    '  chat | chat',
  ])
})

test('a step that is done again is matched once, the repetition stands alone', () => {
  expect(align('run\n  search\n  answer', 'run\n  search\n  search\n  search\n  answer')).toEqual([
    'run | run',
    '  search | search',
    '  - | search',
    '  - | search',
    '  answer | answer',
  ])
})

test('traces with nothing in common are shown one after the other, and an empty one leaves the other whole', () => {
  expect(align('a\n  b', 'c')).toEqual(['a | -', '  b | -', '- | c'])
  expect(align('', 'c\n  d')).toEqual(['- | c', '  - | d'])
})

test('very many siblings are matched by their order among their like', () => {
  const left = Array.from({ length: 3000 }, (_, at) => at % 7)
  const right = [9, ...left.slice(0, 1500), 8, ...left.slice(1500), 9]
  left.unshift(5)
  const pairs = matchSiblings(left, right)
  const matched = pairs.filter(([a, b]) => a >= 0 && b >= 0)
  expect(matched.length).toBeGreaterThan(2900)
  expect(matched.every(([a, b]) => left[a] === right[b])).toBe(true)
  for (const [side, length] of [
    [0, left.length],
    [1, right.length],
  ] as const) {
    const seen = pairs.map((pair) => pair[side]).filter((at) => at >= 0)
    expect(seen).toEqual(Array.from({ length }, (_, at) => at))
  }
})
