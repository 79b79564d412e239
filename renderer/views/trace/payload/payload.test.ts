import { expect, test } from 'vitest'
import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { marksIn } from './evidence-marks.ts'
import { foldText } from './fold-text.ts'
import { cutAtMarks } from './mark-text.ts'
import type { TextMark } from './mark-text.ts'
import { mapRange, prettyJson, unescapeBreaks } from './pretty-json.ts'
import { splitFences } from './split-fences.ts'

const SOURCE =
  '{"ok":false,"results":[],"error":"upstream 503: fare service unavailable","n":12345678901234567890}'

function finding(evidence: FindingRow['evidence']): FindingRow {
  return {
    traceId: 't',
    spanId: 's',
    blameSpanId: null,
    category: 'tool_error_silent',
    version: 3,
    class: 'F',
    evidence,
    signature: 'x',
    signatureTraces: 1,
  }
}

test('JSON is laid out by its own tokens, so that nothing is rounded', () => {
  expect(prettyJson(SOURCE)?.text).toBe(
    [
      '{',
      '  "ok": false,',
      '  "results": [],',
      '  "error": "upstream 503: fare service unavailable",',
      '  "n": 12345678901234567890',
      '}',
    ].join('\n'),
  )
  expect(prettyJson('{"a":1,"b":"x"}')?.text).toBe('{ "a": 1, "b": "x" }')
  expect(prettyJson('[1,2,{"a":[]}]')?.text).toBe('[\n  1,\n  2,\n  { "a": [] }\n]')
})

test('what is no JSON stays as it came', () => {
  for (const text of ['hello', "{'a': 1}", '{"a":1', '[1]]', '{"a":1} trailing', '"text"', '[1}', '']) {
    expect(prettyJson(text)).toBeNull()
  }
  expect(prettyJson('['.repeat(300) + ']'.repeat(300))).toBeNull()
})

test('a range of the source is found again in the pretty text', () => {
  const pretty = prettyJson(SOURCE)
  if (pretty === null) throw new Error('not JSON')
  const words = [
    '"error":"upstream 503: fare service unavailable"',
    'upstream 503',
    '12345678901234567890',
    '"results":[]',
  ]
  for (const word of words) {
    const start = SOURCE.indexOf(word)
    const range = mapRange(pretty, start, start + word.length)
    const found = range === null ? '' : pretty.text.slice(range.start, range.end)
    expect(found.replaceAll(/:\s(?=["[\d])/g, ':').replace('503:fare', '503: fare')).toBe(word)
  }
  expect(mapRange(pretty, 0, SOURCE.length)).toEqual({ start: 0, end: pretty.text.length })
})

test('every single character maps to itself, also where the source is spaced oddly', () => {
  const source =
    '  {"a" :\n[ 1 ,"two words"],  "b":{ } , "c":"a long value that makes this object break over lines"}'
  const pretty = prettyJson(source)
  if (pretty === null) throw new Error('not JSON')
  let inString = false
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? ''
    if (character === '"') inString = !inString
    if (!inString && /\s/.test(character)) continue
    const range = mapRange(pretty, at, at + 1)
    expect(range === null ? null : pretty.text.slice(range.start, range.end), `offset ${at}`).toBe(character)
  }
})

function mark(start: number, end: number, key: string): TextMark {
  return { start, end, key, class: 'F', category: key }
}

test('overlapping marks are cut into runs that each know all their marks', () => {
  const runs = cutAtMarks(0, 10, [mark(2, 6, 'a'), mark(4, 8, 'b'), mark(20, 30, 'far')])
  expect(runs.map((run) => [run.start, run.end, run.marks.map((one) => one.key).join('')])).toEqual([
    [0, 2, ''],
    [2, 4, 'a'],
    [4, 6, 'ab'],
    [6, 8, 'b'],
    [8, 10, ''],
  ])
})

test('evidence is marked by its own range at its own path', () => {
  const text = 'fine fine Error: no'
  const evidence = { spanId: 's', path: 'attributes.output.value', text: 'Error: no', start: 10, end: 19 }
  const place = { spanId: 's', path: 'attributes.output.value' }
  expect(marksIn([finding([evidence])], place, text)).toMatchObject([{ start: 10, end: 19 }])
  expect(marksIn([finding([evidence])], { ...place, spanId: 'other' }, text)).toEqual([])
  const whole = { ...evidence, start: null, end: null }
  expect(marksIn([finding([whole])], place, text)).toMatchObject([{ start: 0, end: 19 }])
})

test('the same payload at another path of the span is marked by its words, but never on the other side', () => {
  const text = 'Error: no such file'
  const evidence = { spanId: 's', path: 'attributes.output.value', text: 'no such file', start: 30, end: 42 }
  const marks = (path: string) => marksIn([finding([evidence])], { spanId: 's', path }, text)
  expect(marks('output_messages.0.text')).toMatchObject([{ start: 7, end: 19 }])
  expect(marks('input_messages.0.text')).toEqual([])
  expect(marks('status_message')).toEqual([])
})

test('a long text shows its head and its marks, and the gaps say what is left', () => {
  const text = 'x'.repeat(10_000)
  const parts = foldText(text, [{ start: 6000, end: 6010 }], 500)
  expect(parts).toEqual([
    { kind: 'text', start: 0, end: 500 },
    { kind: 'gap', start: 500, end: 5840 },
    { kind: 'text', start: 5840, end: 6170 },
    { kind: 'gap', start: 6170, end: 10_000 },
  ])
  expect(foldText('short', [], 500)).toEqual([{ kind: 'text', start: 0, end: 5 }])
})

test('parts of a folded text always cover it without overlap', () => {
  const text = 'line of text\n'.repeat(400)
  const parts = foldText(
    text,
    [
      { start: 0, end: 5200 },
      { start: 520, end: 530 },
      { start: 5190, end: 5199 },
    ],
    500,
  )
  expect(parts[0]?.start).toBe(0)
  expect(parts.at(-1)?.end).toBe(text.length)
  parts.slice(1).forEach((part, index) => expect(part.start).toBe(parts[index]?.end))
})

test('fenced code is set apart without moving an offset', () => {
  const text = 'Plan:\n\n```python\nrun()\n```\nDone.'
  const pieces = splitFences(text, 0, text.length)
  expect(pieces.map((piece) => [piece.kind, text.slice(piece.start, piece.end)])).toEqual([
    ['text', 'Plan:'],
    ['break', '\n\n'],
    ['fence', '```python\nrun()\n```'],
    ['break', '\n'],
    ['text', 'Done.'],
  ])
  expect(splitFences(text, 12, 20).map((piece) => piece.kind)).toEqual(['fence'])
  expect(splitFences('a ``` in a line', 0, 15)).toEqual([{ start: 0, end: 15, kind: 'text' }])
})

test('escaped line breaks of a long string become real ones and keep their marks', () => {
  const source = `{"prompt":"${'You are an agent of the airline.\\n'.repeat(4)}Error: none"}`
  const pretty = prettyJson(source)
  if (pretty === null) throw new Error('not JSON')
  expect(pretty.text.split('\n')).toHaveLength(7)
  const start = source.indexOf('Error: none')
  const range = mapRange(pretty, start, start + 11)
  expect(range === null ? '' : pretty.text.slice(range.start, range.end)).toBe('Error: none')
})

test('a printed string reads in lines, a program that prints breaks stays as it is', () => {
  const printed = String.raw`[{'arguments': 'import re\n\nfor x in y:\n    run(x)'}]`
  expect(unescapeBreaks(printed)?.text.split('\n')).toHaveLength(4)
  expect(unescapeBreaks(`a = 1\nprint("x\\n")\nprint("y\\n")\nprint("z\\n")\n`)).toBeNull()
  expect(unescapeBreaks(String.raw`C:\\new C:\\now C:\\nil`)).toBeNull()
})
