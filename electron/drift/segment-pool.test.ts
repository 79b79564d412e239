import { expect, test } from 'vitest'
import { cellOf, foldDay, pooledSegment, poolSegments } from './segment-pool.ts'

const segments = ['booking × gpt-4.1', 'booking × gpt-4o', 'billing × gpt-4.1', 'tiny × a', 'small × b']
const pool = poolSegments(segments, [900, 1200, 500, 4, 9])

test('small segments are pooled as other', () => {
  expect(pool.cells).toEqual(['booking × gpt-4o', 'booking × gpt-4.1', 'billing × gpt-4.1', 'other'])
  expect(cellOf('tiny × a', pool)).toBe(3)
  expect([pooledSegment('tiny × a', pool), pooledSegment('new × m', pool)]).toEqual(['other', 'new × m'])
})

test('a segment that differs from a known one only in the model is held against the largest of them', () => {
  expect(cellOf('booking × gpt-5', pool)).toBe(0)
  expect(cellOf('billing × gpt-5', pool)).toBe(2)
  expect(cellOf('tiny × c', pool)).toBe(3)
})

test('another agent is new traffic and left out of the counts', () => {
  expect(cellOf('research × gpt-4.1', pool)).toBe(-1)
  expect(cellOf('no model', pool)).toBe(-1)
  const day = { date: '2026-03-02', n: [[1, 2, 4, 8, 16, 32]], k: [[0, 0, 0, 0, 0, 0]] }
  expect(foldDay(day, [...segments, 'research × gpt-4.1'], pool).n).toEqual([[2, 1, 4, 24]])
})

test('one small segment alone keeps its name', () => {
  expect(poolSegments(['a × m', 'b × m'], [500, 3]).cells).toEqual(['a × m', 'b × m'])
})
