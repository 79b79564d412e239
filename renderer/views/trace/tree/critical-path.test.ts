import { expect, test } from 'vitest'
import { criticalPath } from './critical-path.ts'
import { buildSpanTree } from './span-tree.ts'

/** Spans as `[id, parent, start, end]` in microseconds. */
function pathOf(spans: [string, string | null, number, number][]): Record<string, [number, number][]> {
  const tree = buildSpanTree(
    spans.map(([spanId, parentSpanId, startUs, endUs]) => ({
      spanId,
      parentSpanId,
      kind: 'other',
      name: spanId,
      startUs,
      startSubNs: 0,
      durationNs: (endUs - startUs) * 1000,
      status: 'unset',
      toolName: null,
      model: null,
      agentName: null,
      tokens: null,
    })),
  )
  const path = [...criticalPath(tree)].map(([row, stretches]) => [
    tree.spans[row]?.spanId,
    stretches.map(({ from, to }) => [from / 1000, to / 1000]).toReversed(),
  ])
  return Object.fromEntries(path)
}

test('the path runs through the child that ended last, then the one that ended before it began', () => {
  const path = pathOf([
    ['root', null, 0, 100],
    ['first', 'root', 10, 40],
    ['beside', 'root', 15, 30],
    ['second', 'root', 50, 90],
    ['inner', 'second', 60, 70],
  ])
  expect(path).toEqual({
    root: [
      [0, 10],
      [40, 50],
      [90, 100],
    ],
    first: [[10, 40]],
    second: [
      [50, 60],
      [70, 90],
    ],
    inner: [[60, 70]],
  })
})

test('a child that outlives its parent counts up to the end of the parent', () => {
  expect(
    pathOf([
      ['root', null, 0, 50],
      ['late', 'root', 20, 80],
    ]),
  ).toEqual({ root: [[0, 20]], late: [[20, 50]] })
})

test('spans that took no time are on no path, and an empty trace has none', () => {
  expect(pathOf([['root', null, 5, 5]])).toEqual({})
  expect(pathOf([])).toEqual({})
})
