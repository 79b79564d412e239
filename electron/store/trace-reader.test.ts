import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { importInto } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { linkParents } from './link-parents.ts'
import { openReader } from './connection.ts'
import { findTrace, readTrace } from './trace-reader.ts'

function span(spanId: string, parentSpanId: string | null, startUs = 0): Span {
  return { ...emptySpan('t', spanId), parentSpanId, startUs }
}

function read(spans: Span[]): RecordedTrace {
  const path = join(temporaryFolder(), 'w.tidemark')
  importInto(path, 'a', { spans })
  const connection = openReader(path)
  const trace = readTrace(connection, findTrace(connection, 't') ?? 0)
  connection.close()
  return trace
}

function ids(spans: readonly { spanId: string }[]): string[] {
  return spans.map((each) => each.spanId)
}

test('spans stand in order of start, and of their source where they start at once', () => {
  const trace = read([
    span('z', null, 5),
    span('y', 'z', 5),
    { ...span('x', 'z', 4), startSubNs: 9 },
    span('w', 'z', 4),
  ])
  expect(ids(trace.spans)).toEqual(['w', 'x', 'z', 'y'])
  expect(trace.spans.map((each) => each.index)).toEqual([0, 1, 2, 3])
})

test('parents are linked in both directions; a span whose parent is missing is a root and still names it', () => {
  const trace = read([
    span('root', null, 0),
    span('b', 'root', 2),
    span('a', 'root', 1),
    span('orphan', 'gone', 3),
  ])
  expect(ids(trace.roots)).toEqual(['root', 'orphan'])
  const [root, a] = trace.spans
  expect(ids(root?.children ?? [])).toEqual(['a', 'b'])
  expect(a?.parent).toBe(root)
  expect(trace.roots[1]).toMatchObject({ parent: null, parentSpanId: 'gone' })
})

test('a cycle of parents is cut at its latest span', () => {
  const trace = read([span('a', 'c', 1), span('b', 'a', 2), span('c', 'b', 3), span('self', 'self', 4)])
  expect(ids(trace.roots)).toEqual(['c', 'self'])
  const [root] = trace.roots
  expect(ids(root?.children ?? [])).toEqual(['a'])
})

test('a chain of 100,000 parents is linked without recursion', () => {
  const spans = Array.from({ length: 100_000 }, (_, index) => ({
    spanId: `${index}`,
    parentSpanId: `${index + 1}`,
  }))
  const parents = linkParents(spans)
  expect(parents[0]).toBe(1)
  expect(parents[99_999]).toBe(-1)
  const closed = linkParents([...spans, { spanId: '100000', parentSpanId: '0' }])
  expect([...closed].filter((parent) => parent === -1)).toHaveLength(1)
  expect(closed[100_000]).toBe(-1)
})

test('a trace that is not there is not found', () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  importInto(path, 'a', {})
  const connection = openReader(path)
  expect(findTrace(connection, 'nowhere')).toBeNull()
  expect(() => readTrace(connection, 1)).toThrow(expect.objectContaining({ code: 'not_found' }))
  connection.close()
})
