import { expect, test } from 'vitest'
import { repeatable } from '../testing/invented-spans.ts'
import { parseExact } from './json-exact.ts'

/** What the language itself offers: every integer with the digits it came with. Much slower. */
function reference(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    const source = context?.source ?? ''
    return /^-?\d+$/.test(source) ? BigInt(source) : value
  })
}

test.each([
  '12345678901234567890',
  '-12345678901234567890',
  '[9007199254740991,9007199254740992,-9007199254740993,0]',
  '{"a":340282366920938463463374607431768211455,"b":[{"c":1772532000000000124}]}',
  '{"text":"a 12345678901234567890 , \\"n\\": 12345678901234567890","\\\\":12345678901234567890}',
  '[1.1234567890123456789,12345678901234567890.5,1e1234567890,12345678901234567890e2,0.12345678901234567890]',
  '[1E+12345678901234567,1e-12345678901234567]',
  '{"__proto__":12345678901234567890,"constructor":{"__proto__":{"x":12345678901234567890}}}',
  '{"12345678901234567890":"12345678901234567890"}',
  '"\\ud83d 12345678901234567890"',
  '{"quoted":"\uE0F1\uE0F2integer:12345678901234567890","n":12345678901234567890}',
  ' [ 12345678901234567890\n,\t1 ] ',
  '[]',
])('%s', (text) => {
  expect(parseExact(text)).toEqual(reference(text))
})

test.each([
  '{"a" 12345678901234567890}',
  '[012345678901234567890]',
  '[12345678901234567890 12345678901234567890]',
  '{12345678901234567890:1}',
  '[--12345678901234567890]',
  '"12345678901234567890',
  '[12345678901234567890x]',
])('%s is no JSON and stays none', (text) => {
  expect(() => parseExact(text)).toThrow(SyntaxError)
})

test('a member named __proto__ is a member, and nothing inherits from it', () => {
  const value = parseExact('{"__proto__":12345678901234567890}')
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

test('invented documents are parsed as the language itself does it', () => {
  const random = repeatable(7)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const text = (depth: number): string => {
    const leaves = [
      '1',
      '-12345678901234567',
      '98765432109876543210',
      '"a\\"1234567890123456789"',
      'null',
      '1.5e300',
      '"\\\\"',
    ]
    if (depth > 4 || random() < 0.4) return pick(leaves)
    const items = Array.from({ length: Math.floor(random() * 4) }, () => text(depth + 1))
    return random() < 0.5
      ? `[${items.join(pick([',', ' , ']))}]`
      : `{${items.map((item, index) => `"k${index}":${item}`).join(',')}}`
  }
  for (let round = 0; round < 2000; round++) {
    const document = text(0)
    expect(parseExact(document)).toEqual(reference(document))
  }
})
