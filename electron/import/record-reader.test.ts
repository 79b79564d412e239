import { expect, test } from 'vitest'
import { collectingSink, sourceOf } from '../testing/importing.ts'
import { isLineDelimited, readJsonRecords } from './record-reader.ts'

test.each<[what: string, head: string, lines: boolean]>([
  ['one record a line', '{"a":1}\n{"a":2}\n', true],
  ['a single line', '{"a":1}\n', true],
  ['a damaged first record', '{"a":1,}\n{"a":2}\n', true],
  ['a first record cut short', '{"a":"xyz\n{"a":2}\n', true],
  ['a conflict marker first', '<<<<<<< HEAD\n{"a":1}\n', true],
  ['an indented document', '{\n  "a": 1\n}\n', false],
  ['a document with an element a line', '{"resourceSpans":[\n{"a":1},\n{"a":2}\n]}\n', false],
  ['a document with one element on its line', '{"resourceSpans":[\n{"a":1}\n]}\n', false],
  ['an array with an element a line', '[{"a":1},\n{"a":2}]\n', false],
  ['an array on one line', '[{"a":1}]\n', false],
  ['arrays on lines', '[1]\n[2]\n', true],
])('%s: line by line is %s', (_, head, lines) => {
  expect(isLineDelimited(head, true)).toBe(lines)
})

async function read(
  text: string,
  pieces?: number,
): Promise<{ path: string; value: unknown; offset?: number; exact: unknown }[]> {
  const found: { path: string; value: unknown; offset?: number; exact: unknown }[] = []
  const { sink } = collectingSink()
  await readJsonRecords(sourceOf(text, pieces), sink, {
    plan: { members: new Map([['list', { members: new Map() }]]), context: new Set(['name']) },
    record: ({ value, path, place, exact }) => {
      found.push({ path: path.join('.'), value, offset: place.offset, exact: exact() })
      return true
    },
  })
  return found
}

test('a first line whose end is not in sight is taken for a document', () => {
  expect(isLineDelimited('{"a":[1,2,3', false)).toBe(false)
})

test('integers beyond 2^53 are exact when asked for', async () => {
  const [record] = await read('{"a":[9007199254740993,1.5,1e30]}')
  expect(record?.exact).toEqual({ a: [9007199254740993n, 1.5, 1e30] })
})

test('documents that follow each other without line ends are read one by one', async () => {
  const found = await read('[1] {"b":2}[3]', 2)
  expect(found.map(({ value, offset }) => [value, offset])).toEqual([
    [[1], 0],
    [{ b: 2 }, 4],
    [[3], 11],
  ])
})

test('a damaged document is cut along its plan, with the offset of each part', async () => {
  const text = '{"name":"n","list":[{"a":1},{"a":},{"a":"]}\\""}],"other":[{"b":1}],,}'
  const found = await read(text, 3)
  expect(found.map(({ path, value, offset }) => [path, value, offset])).toEqual([
    ['list', { a: 1 }, text.indexOf('{"a":1}')],
    ['list', { a: ']}"' }, text.indexOf('{"a":"')],
  ])
})
