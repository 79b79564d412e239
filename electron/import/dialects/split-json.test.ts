import { expect, test } from 'vitest'
import { splitArray, type SplitArray } from './split-json.ts'

function rejoined({ open, pieces, separator, close }: SplitArray): string {
  return open + pieces.join(separator ?? '?') + close
}

/** Small seeded generator: the same cases every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('what is cut joins to the same text, with any whitespace and any values', () => {
  const next = random(7)
  const pick = <T>(...of: T[]): T => of[Math.floor(next() * of.length)] as T
  const space = (): string => pick('', '', ' ', '\n', '\t ')
  const value = (): unknown =>
    pick<unknown>(1, -2.5e3, null, true, 'a"\\b', ']', '{[', [1, [2]], { a: '}', b: [{}] }, '', '\u2028')
  let cut = 0
  for (let round = 0; round < 2000; round++) {
    const values = Array.from({ length: 1 + Math.floor(next() * 5) }, value)
    const gap = `${space()},${space()}`
    const uniform = next() < 0.7
    const list = values.map(
      (item, i) =>
        (i === 0 ? '' : uniform ? gap : `${space()},${space()}`) + JSON.stringify(item, null, pick(0, 1)),
    )
    const text = `${space()}[${space()}${list.join('')}${space()}]${space()}`
    const split = splitArray(text, text.indexOf('['))
    expect(split?.pieces.map((piece) => JSON.parse(piece) as unknown)).toEqual(values)
    if (!split || split.separator === null) continue
    cut++
    expect(rejoined(split)).toBe(text)
  }
  expect(cut).toBeGreaterThan(1000)
})

test('a longer history is cut from where the last one ended', () => {
  const last = splitArray('[1,{"a":2}]', 0) ?? undefined
  const next = splitArray('[1,{"a":2},3]', 0, last)
  expect(next).toMatchObject({ pieces: ['1', '{"a":2}', '3'], reused: 2, separator: ',' })
  expect(splitArray('[1,12]', 0, splitArray('[1,1]', 0) ?? undefined)).toMatchObject({
    pieces: ['1', '12'],
    reused: 0,
  })
  expect(splitArray('[1 ,2,3]', 0, splitArray('[1]', 0) ?? undefined)?.separator).toBeNull()
})

test.each(['[]', '[1', '[1,', '["a', '[{]', '[1 2]', `[${'['.repeat(300)}${']'.repeat(300)}]`])(
  '%s is not cut',
  (text) => {
    expect(splitArray(text, 0)).toBeNull()
  },
)
