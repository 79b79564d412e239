import { expect, test } from 'vitest'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { acceptedVersions, hasLaterBaseline } from './baseline-versions.ts'

function version(number: number, change: Partial<BaselineEntry>): BaselineEntry {
  return {
    version: number,
    kind: 'automatic',
    name: '',
    from: '2026-03-02',
    to: '2026-03-29',
    sessions: 2000,
    reason: '',
    author: '',
    acceptedUs: 0,
    excluded: [],
    categories: null,
    takenBackBy: null,
    said: [],
    ...change,
  }
}

const first = version(1, {})
const accepted = version(2, { kind: 'accepted', from: '2026-04-12', categories: ['tool_error'] })
const shift = { category: 'tool_error', onset: '2026-04-12' }

test('a shift finds the version it was accepted by, also one that was taken back', () => {
  expect(acceptedVersions(shift, [accepted, first])).toEqual([accepted])
  const withdrawn = { ...accepted, takenBackBy: 3 }
  expect(acceptedVersions(shift, [withdrawn, first])).toEqual([withdrawn])
  expect(acceptedVersions({ ...shift, category: 'timeout' }, [accepted, first])).toEqual([])
  expect(acceptedVersions({ ...shift, onset: '2026-03-30' }, [accepted, first])).toEqual([])
})

test('only a decision that holds makes another baseline than the first', () => {
  const extended = version(3, { kind: 'extended', categories: ['tool_error'] })
  expect(hasLaterBaseline('tool_error', [extended, first])).toBe(false)
  expect(hasLaterBaseline('tool_error', [accepted, first])).toBe(true)
  expect(hasLaterBaseline('timeout', [accepted, first])).toBe(false)
  expect(hasLaterBaseline('tool_error', [{ ...accepted, takenBackBy: 3 }, first])).toBe(false)
})
