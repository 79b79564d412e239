import { expect, test } from 'vitest'
import { parsePython } from './python-literal.ts'

test('dicts, lists, tuples and constants are read as data', () => {
  expect(parsePython(`{'a': None, "b's": [True, False, -1.5, 2e3, ()], 'c': {'d': 'x'},}`)).toEqual({
    a: null,
    "b's": [true, false, -1.5, 2000, []],
    c: { d: 'x' },
  })
})

test('escapes are what they stand for', () => {
  expect(parsePython(String.raw`'it\'s \\ \n \x41 \u00e9 \U0001F600 "'`)).toBe('it\'s \\ \n A é 😀 "')
})

test('integers beyond 2^53 are exact', () => {
  expect(parsePython('[1772532000000000123]')).toEqual([1772532000000000123n])
})

test('what is no literal is undefined, and no key does harm', () => {
  for (const text of ['', "{'a'", '[1', "Trace(id='x')", '{1 2}', "'\\u12", '[[', '1 2'])
    expect(parsePython(text)).toBeUndefined()
  expect(parsePython('['.repeat(100_000))).toBeUndefined()
  parsePython("{'__proto__': {'polluted': 1}}")
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
