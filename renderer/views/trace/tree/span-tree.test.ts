import { expect, test } from 'vitest'
import type { FindingRow, SpanRow } from '../../../../shared/contract/schemas.ts'
import { ancestorsOf, buildSpanTree } from './span-tree.ts'
import { firstFindingRow, hiddenBelow, markSpans, nextFindingRow } from './span-marks.ts'
import { treeMove } from './tree-keys.ts'
import { collapseStep, expandStep, positionOf, reveal, visibleRows } from './visible-rows.ts'

function span(
  spanId: string,
  parentSpanId: string | null,
  startUs: number,
  durationNs: number | null = 1000,
): SpanRow {
  return {
    spanId,
    parentSpanId,
    kind: 'other',
    name: spanId,
    startUs,
    startSubNs: 0,
    durationNs,
    status: 'unset',
    toolName: null,
    model: null,
    agentName: null,
    tokens: null,
  }
}

function finding(spanId: string): FindingRow {
  return {
    traceId: 't',
    spanId,
    blameSpanId: null,
    category: 'tool_error',
    version: 1,
    class: 'F',
    evidence: [],
    signature: '',
    signatureTraces: 1,
  }
}

const FAMILY = [
  span('late', 'root', 30),
  span('root', null, 0, 50_000),
  span('early', 'root', 10),
  span('grandchild', 'early', 12),
]

function ids(tree: ReturnType<typeof buildSpanTree>): string[] {
  return tree.spans.map((row) => row.spanId)
}

test('rows come depth first with siblings by start time', () => {
  const tree = buildSpanTree(FAMILY)
  expect(ids(tree)).toEqual(['root', 'early', 'grandchild', 'late'])
  expect([...tree.depth]).toEqual([0, 1, 2, 1])
  expect([...tree.end]).toEqual([4, 3, 3, 4])
  expect([...tree.position]).toEqual([1, 1, 1, 2])
  expect([...tree.siblings]).toEqual([1, 2, 1, 2])
  expect(ancestorsOf(tree, 2)).toEqual([0, 1])
})

test('times count in nanoseconds from the first start', () => {
  const tree = buildSpanTree([{ ...span('a', null, 1_000_000), startSubNs: 7 }, span('b', 'a', 1_000_002, 5)])
  expect([...tree.start]).toEqual([7, 2000])
  expect(tree.lengthNs).toBe(2005)
})

test('a span below a missing parent is a root and says so', () => {
  const tree = buildSpanTree([span('root', null, 0), span('lost', 'nowhere', 1)])
  expect(ids(tree)).toEqual(['root', 'lost'])
  expect([...tree.orphan]).toEqual([0, 1])
})

test('parents in a circle are cut at their earliest span and no span is lost', () => {
  const tree = buildSpanTree([span('a', 'b', 1), span('b', 'a', 2), span('self', 'self', 3)])
  expect(ids(tree).toSorted()).toEqual(['a', 'b', 'self'])
  expect(tree.depth[tree.rowOf.get('b') ?? 0]).toBe(1)
})

test('a negative or missing duration is drawn as none', () => {
  const tree = buildSpanTree([span('a', null, 0, -5), span('b', null, 1, null)])
  expect([...tree.duration]).toEqual([0, 0])
})

test('a chain of 100,000 nested spans is ordered without recursion', () => {
  const spans = Array.from({ length: 100_000 }, (_, n) => span(`s${n}`, n === 0 ? null : `s${n - 1}`, n))
  const tree = buildSpanTree(spans)
  expect(tree.spans).toHaveLength(100_000)
  expect(tree.end[0]).toBe(100_000)
})

test('a shut row hides its subtree and stands for it', () => {
  const tree = buildSpanTree(FAMILY)
  const visible = visibleRows(tree, new Set([1]))
  expect([...visible]).toEqual([0, 1, 3])
  expect(positionOf(visible, 2)).toBe(1)
  expect([...reveal(tree, new Set([1, 0]), 2)]).toEqual([])
})

test('[ folds upwards step by step and ] opens again', () => {
  const tree = buildSpanTree(FAMILY)
  const once = collapseStep(tree, new Set(), 2)
  expect([...once]).toEqual([1])
  expect([...visibleRows(tree, collapseStep(tree, once, 1))]).toEqual([0])
  expect([...expandStep(tree, new Set([1]), 0)]).toEqual([])
  expect([...expandStep(tree, new Set([0, 1]), 0)]).toEqual([1])
})

test('arrow keys move as in a treegrid', () => {
  const tree = buildSpanTree(FAMILY)
  const open = new Set<number>()
  const visible = visibleRows(tree, open)
  expect(treeMove('ArrowRight', tree, visible, open, 0)).toEqual({ kind: 'select', row: 1 })
  expect(treeMove('ArrowLeft', tree, visible, open, 1)).toEqual({ kind: 'collapse', row: 1 })
  expect(treeMove('ArrowLeft', tree, visible, open, 2)).toEqual({ kind: 'select', row: 1 })
  expect(treeMove('ArrowRight', tree, visible, open, 3)).toBeNull()
  expect(treeMove('End', tree, visible, open, 0)).toEqual({ kind: 'select', row: 3 })
  expect(treeMove('ArrowUp', tree, visible, open, 0)).toEqual({ kind: 'select', row: 0 })
  const shut = new Set([1])
  expect(treeMove('ArrowRight', tree, visibleRows(tree, shut), shut, 1)).toEqual({ kind: 'expand', row: 1 })
  expect(treeMove('ArrowDown', tree, visibleRows(tree, shut), shut, 1)).toEqual({ kind: 'select', row: 3 })
  expect(treeMove('x', tree, visible, open, 0)).toBeNull()
})

test('findings are counted below a shut row and visited in display order', () => {
  const tree = buildSpanTree(FAMILY)
  const marks = markSpans(tree, [
    finding('late'),
    finding('grandchild'),
    finding('grandchild'),
    finding('gone'),
  ])
  expect(hiddenBelow(tree, marks, 1)).toEqual({ findings: 2, errors: 0 })
  expect(hiddenBelow(tree, marks, 2)).toEqual({ findings: 0, errors: 0 })
  expect(nextFindingRow(marks, 0)).toBe(2)
  expect(nextFindingRow(marks, 2)).toBe(3)
  expect(nextFindingRow(marks, 3)).toBe(2)
})

test('the first finding shown is one of the category that the list was about', () => {
  const marks = markSpans(buildSpanTree(FAMILY), [
    finding('grandchild'),
    { ...finding('late'), category: 'timeout' },
  ])
  expect(firstFindingRow(marks, 'agent:x category:timeout')).toBe(3)
  expect(firstFindingRow(marks, '-category:timeout')).toBe(2)
  expect(firstFindingRow(marks, undefined)).toBe(2)
  expect(firstFindingRow(markSpans(buildSpanTree(FAMILY), []), 'category:timeout')).toBeNull()
})
