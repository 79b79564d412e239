import { expect, test } from 'vitest'
import { canonicalArguments, isArgless } from './canonical-json.ts'

test.each([
  ['{"b":1,"a":{"d":[1, 2],"c":null}}', '{"a":{"c":null,"d":[1,2]},"b":1}'],
  ['"{\\"b\\":1,\\"a\\":2}"', '{"a":2,"b":1}'],
  [' plain text ', 'plain text'],
  ['"plain text"', 'plain text'],
  ['{"__proto__":{"x":1},"a":1}', '{"__proto__":{"x":1},"a":1}'],
  ['12', '12'],
])('%s is %s', (text, canonical) => {
  expect(canonicalArguments(text)).toBe(canonical)
})

test('arguments nested without end or as long as a book are compared as they are', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  expect(canonicalArguments(deep)).toBe(deep)
  const long = `{"b":"${'x'.repeat(20_000_000)}","a":1}`
  expect(canonicalArguments(long)).toBe(long)
})

test.each([
  ['{}'],
  ['[]'],
  ['null'],
  [''],
  ['{"":""}'],
  ['{"args":[],"kwargs":{"":""},"sanitize":true}'],
  ['{"input":{}}'],
])('%s gives a tool nothing', (text) => {
  expect(isArgless(canonicalArguments(text))).toBe(true)
})

test.each([['{"q":"x"}'], ['{"args":[],"kwargs":{"q":"x"}}'], ['{"all":true}'], ['Oslo'], ['0']])(
  '%s does',
  (text) => {
    expect(isArgless(canonicalArguments(text))).toBe(false)
  },
)
