import { expect, test } from 'vitest'
import { JsonCutter, type CutPlan } from './json-cutter.ts'

const PLAN: CutPlan = {
  members: new Map([['batches', { members: new Map([['items', {}]]), context: new Set(['owner']) }]]),
}

interface Cut {
  pieces: [text: string, path: string, owner: string | undefined][]
  rejected: [reason: string, offset: number][]
}

/** Cuts with a tiny cap, so that everything that can be cut is. */
function cut(text: string, cap: number, chunk = 5, plan = PLAN): Cut {
  const found: Cut = { pieces: [], rejected: [] }
  const cutter = new JsonCutter(
    plan,
    {
      piece({ text: piece, path, context }) {
        try {
          JSON.parse(piece)
        } catch {
          return false
        }
        found.pieces.push([piece, path.join('.'), context('owner')])
        return true
      },
      reject: (reason, offset) => found.rejected.push([reason, offset]),
    },
    cap,
  )
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunk) cutter.feed(bytes.subarray(at, at + chunk), at)
  cutter.end()
  return found
}

test('a document larger than the cap comes in its smallest planned parts, with their context', () => {
  const text = '{"other":[1,{"x":2}],"batches":[{"owner":{"n":"ö"},"items":[{"a":1},{"a":2}],"more":3}]}'
  expect(cut(text, 12)).toEqual({
    pieces: [
      ['{"a":1}', 'batches.items', '{"n":"ö"}'],
      ['{"a":2}', 'batches.items', '{"n":"ö"}'],
    ],
    rejected: [],
  })
  expect(cut(text, 1000).pieces).toEqual([[text, '', undefined]])
})

test.each([1, 2, 7, 1000])('chunks of %i bytes give the same values', (chunk) => {
  const text = '[{"s":"a\\"]}\\\\"},"b", -1.5 ,null,[[2]]]{"c":"é"}'
  const values = cut(text, 8, chunk, {}).pieces.flatMap(([piece]) => JSON.parse(piece) as unknown)
  expect(values.flat(2)).toEqual([{ s: 'a"]}\\' }, 'b', -1.5, null, 2, { c: 'é' }])
})

test('a record nested deeper than 200 levels is refused, those beside it are read', () => {
  const deep = '['.repeat(300) + ']'.repeat(300)
  const { pieces, rejected } = cut(`{"batches":[{"items":[{"a":${deep}},{"a":1}]}]}`, 100_000)
  expect(pieces.map(([piece]) => piece)).toEqual(['{"a":1}'])
  expect(rejected).toEqual([['The record is nested deeper than 200 levels.', 22]])
})

test('at the end of a document that breaks off, its whole parts have been read', () => {
  const text = '{"batches":[{"items":[{"a":1},{"a":2},{"a'
  expect(cut(text, 1000)).toEqual({
    pieces: [
      ['{"a":1}', 'batches.items', undefined],
      ['{"a":2}', 'batches.items', undefined],
    ],
    rejected: [['The file ends in the middle of a record.', 38]],
  })
})
