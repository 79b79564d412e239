import { expect, test } from 'vitest'
import { DEFAULT_REDACTION, NO_REDACTION } from '../../shared/model/redaction.ts'
import { createRedactor } from '../redaction/redactor.ts'
import { documentOf } from '../testing/report-document.ts'
import { cleanText } from './clean-text.ts'
import { writeCsv } from './csv.ts'
import { finishDocument } from './finish-document.ts'
import { WRITERS } from './writers.ts'

const SECRET = 'sk-proj-Zk3vQ9mX2tLr8WcY5uBn7HsD4fGj6PaE'
const PERSON = 'ada.lovelace@analytical.example'

function redacted(text: string): ReturnType<typeof documentOf> {
  return finishDocument(documentOf(text), createRedactor(DEFAULT_REDACTION))
}

test('a secret leaves by no surface of any format, and has one pseudonym in all of them', () => {
  const document = redacted(`key ${SECRET} of ${PERSON}`)
  const written = [
    WRITERS.html.write(document),
    WRITERS.pdf.write(document),
    WRITERS.md.write(document),
    WRITERS.json.write(document),
    writeCsv(document)
      .map(({ text }) => text)
      .join('\n'),
  ]
  for (const text of written) {
    expect(text).not.toContain(SECRET.slice(8))
    expect(text).not.toMatch(/lovelace|analytical/)
    expect(text.replaceAll('\\', '')).toContain('[email-1]')
    expect(text).not.toContain('[email-2]')
  }
  expect(document.redaction).toEqual([
    { rule: 'email', count: expect.any(Number) as number, values: 1 },
    { rule: 'secret', count: expect.any(Number) as number, values: 1 },
  ])
})

test('payloads can be left out whole: quotes, conversations and columns of them, but no names', () => {
  const document = documentOf('what was said')
  const fields = { ...NO_REDACTION, fields: ['payloads' as const] }
  const table = document.sections[0]?.blocks.find((block) => block.kind === 'table')
  const [column] = table?.columns ?? []
  if (column) column.field = 'payloads'
  const finished = finishDocument(document, createRedactor(fields))
  const blocks = finished.sections[0]?.blocks ?? []
  const left = '[payload of 13 characters left out]'
  expect(blocks.find(({ kind }) => kind === 'quote')).toMatchObject({
    text: left,
    signature: left,
    caption: 'what was said',
  })
  expect(blocks.find(({ kind }) => kind === 'conversation')).toMatchObject({
    title: 'what was said',
    turns: [{ text: left, name: 'what was said' }],
  })
  expect(blocks.find(({ kind }) => kind === 'table')).toMatchObject({
    rows: [
      [left, 1, 0],
      [left, null, 1e15],
    ],
  })
})

/** What is marked of a quote after it was redacted. */
function marked(text: string, start: number, end: number): string | null {
  const document = documentOf('x')
  const quote = document.sections[0]?.blocks.find((block) => block.kind === 'quote')
  if (quote) Object.assign(quote, { text, mark: { start, end } })
  const finished = finishDocument(document, createRedactor(DEFAULT_REDACTION))
  const own = finished.sections[0]?.blocks.find((block) => block.kind === 'quote')
  return own === undefined || own.mark === null ? null : own.text.slice(own.mark.start, own.mark.end)
}

test('the mark of a quote follows its text when something before, in or after it is replaced', () => {
  expect(marked(`${PERSON} said no such fare`, PERSON.length + 6, PERSON.length + 18)).toBe('no such fare')
  expect(marked(`no such fare, says ${PERSON}`, 0, 12)).toBe('no such fare')
  expect(marked(`no fare for ${PERSON} today`, 0, 12 + PERSON.length)).toBe('no fare for [email-1]')
  expect(marked(`no fare for ${PERSON} today`, 0, 20)).toBeNull()
})

test('what the author’s own rules look for is not told', () => {
  const document = documentOf('Project Bluebird failed')
  document.request.redaction = { ...NO_REDACTION, custom: [{ name: 'project', pattern: 'Bluebird' }] }
  const finished = finishDocument(document, createRedactor(document.request.redaction))
  expect(JSON.stringify(finished)).not.toContain('Bluebird')
  expect(finished.left.join(' ')).toContain('own rules (project)')
})

test('days, ids and words of the schema stay as they are', () => {
  const document = documentOf('x')
  const everything = { redact: () => 'gone', found: () => [] }
  const finished = finishDocument(document, everything)
  const chart = finished.sections[0]?.blocks.find((block) => block.kind === 'chart')
  expect(chart).toMatchObject({
    id: 'chart',
    unit: 'rate',
    title: 'gone',
    days: [{ date: '2026-03-01' }, {}, {}],
  })
})

test('control characters, directions and broken pairs are shown by signs; other scripts stay', () => {
  expect(cleanText('\u001b[31mred\u0000')).toBe('␛[31mred␀')
  expect(cleanText('abc\u202egnp.exe')).toBe('abc⟨U+202E⟩gnp.exe')
  expect(cleanText('\ud83d 💥 \ufffe')).toBe('\ufffd 💥 \ufffd')
  expect(cleanText('مرحبا 你好 ñ\ttab\r\nline')).toBe('مرحبا 你好 ñ\ttab\nline')
})
