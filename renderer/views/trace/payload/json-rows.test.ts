import { expect, test } from 'vitest'
import { firstOpen, jsonPreview, jsonRows, jsonText, parseJson } from './json-rows.ts'

const SOURCE = '{"id":12345678901234567890,"items":[{"na me":"a"},1.10],"empty":{},"ok":null}'

test('rows carry the path of each value, and shut containers hide what they hold', () => {
  const json = parseJson(SOURCE) ?? null
  const shown = (open: string[]) =>
    jsonRows(json, new Set(open)).map(({ path, value }) => `${path} ${jsonPreview(value)}`)
  expect(shown(['$', '$.items', '$.items[0]'])).toEqual([
    '$ {4}',
    '$.id 12345678901234567890',
    '$.items [2]',
    '$.items[0] {1}',
    '$.items[0]["na me"] "a"',
    '$.items[1] 1.10',
    '$.empty {0}',
    '$.ok null',
  ])
  expect(shown(['$'])).toHaveLength(5)
})

test('numbers are copied as they are written, strings bare', () => {
  const json = parseJson(SOURCE)
  expect(jsonText(json ?? null)).toContain('12345678901234567890')
  expect(jsonText('two\nlines')).toBe('two\nlines')
})

test('the upper levels are open at first, as long as few rows show', () => {
  const wide = parseJson(JSON.stringify({ a: [1, 2], b: Array.from({ length: 500 }, () => 0) })) ?? null
  expect([...firstOpen(wide, 20)]).toEqual(['$'])
  expect([...firstOpen(parseJson(SOURCE) ?? null, 20)]).toContain('$.items')
})

test('what is no object or array has no tree, and deep nesting does not overflow', () => {
  expect([parseJson('"text"'), parseJson('{"a":'), parseJson('12')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  const deep = parseJson(`${'['.repeat(3000)}1${']'.repeat(3000)}`)
  expect(deep).toBeDefined()
  const open = new Set(Array.from({ length: 3000 }, (_, n) => `$${'[0]'.repeat(n)}`))
  expect(jsonRows(deep ?? null, open)).toHaveLength(3001)
})
