import { expect, test } from 'vitest'
import { DEFAULT_REDACTION, NO_REDACTION } from '../../shared/model/redaction.ts'
import { type ReportRequest, reportRequestSchema } from '../../shared/model/report.ts'
import { reportDocumentSchema } from '../../shared/model/report-document.ts'
import { newAnnotationSchema } from '../../shared/model/annotation.ts'
import { CATEGORIES } from '../analysis/registry.ts'
import { WRITERS } from '../report/writers.ts'
import { addAnnotations, setAnnotationsUndone } from '../store/annotation-store.ts'
import { writeDurably } from '../store/connection.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { buildReport, type BuiltReport } from './build-report.ts'

const KEY = 'sk-proj-Zk3vQ9mX2tLr8WcY5uBn7HsD4fGj6PaE'
const idle = { progress: () => undefined, checkCancelled: () => undefined }

function build(request: Partial<ReportRequest>, path = workspace()): BuiltReport {
  const whole = reportRequestSchema.parse({ sections: [], ...request })
  return buildReport(openForTest(path), { request: whole, appVersion: '0.1.0', catalogue: CATEGORIES }, idle)
}

function workspace(): string {
  const text = `agent booking\n  llm chat gpt-4o\n    > user: My key is ${KEY}, mail me at ada@analytical.example\n    < assistant: Done.\n  tool search error=E`
  return makeWorkspace({
    march: [{ path: '/home/ada/customers/acme/march.jsonl', spans: makeSpans(text, 'trace-1') }],
  })
}

test('a trace is read as a conversation, without its secrets, wherever they stand', () => {
  const { document, redacted } = build({
    title: `About ${KEY}`,
    sections: [
      { kind: 'notes', text: `Ask ada@analytical.example.\n\nShe knows ${KEY}.` },
      { kind: 'traces', ids: ['trace-1'] },
      { kind: 'sources' },
    ],
  })
  const json = WRITERS.json.write(document)
  expect(json).toContain('My key is [secret-1], mail me at [email-1]')
  expect(json).toContain('About [secret-1]')
  expect(json).not.toMatch(/Zk3vQ9|analytical/)
  // Folders name people and customers.
  expect(json).not.toMatch(/acme|\/home/)
  expect(json).toContain('march.jsonl')
  expect(redacted.map(({ pseudonym }) => pseudonym)).toEqual(
    expect.arrayContaining(['[secret-1]', '[email-1]']),
  )
  expect(reportDocumentSchema.safeParse(document).error).toBeUndefined()
})

test('notes and labels stand behind their trace, redacted like the rest; undone ones do not', () => {
  const path = workspace()
  const trace = { on: 'trace', traceId: 'trace-1' } as const
  const [, , undone = ''] = writeDurably(openForTest(path), (writer) => {
    const ids = addAnnotations(
      writer,
      [
        { target: trace, label: 'bad', text: `Told ${KEY} to Bo.`, author: 'Ana' },
        { target: { on: 'span', traceId: 'trace-1', spanId: 's3' }, label: 'loop', holds: false },
        { target: trace, text: 'Never mind.' },
      ].map((given) => newAnnotationSchema.parse(given)),
      1_772_442_000_000_000,
    )
    setAnnotationsUndone(writer, ids.slice(2), true, 1)
    return ids
  })
  expect(undone).not.toBe('')
  const { document } = build({ sections: [{ kind: 'traces', ids: ['trace-1'] }] }, path)
  const told = WRITERS.md.write(document).replaceAll('\\', '')
  expect(told).toContain('“bad”, by Ana, 2 March 09:00:00: Told [secret-1] to Bo.')
  expect(told).toContain('“not loop”, 2 March 09:00:00 (span s3)')
  expect(told).not.toMatch(/Zk3vQ9|Never mind/)
})

test('without redaction it is as it was recorded, and says so', () => {
  const { document } = build({ sections: [{ kind: 'traces', ids: ['trace-1'] }], redaction: NO_REDACTION })
  expect(document.redaction).toBeNull()
  expect(WRITERS.md.write(document)).toContain(KEY)
  expect(WRITERS.html.write(document)).toContain('Nothing was redacted')
})

test('every kind of section can be made of a workspace without shifts', () => {
  const { document } = build({
    sections: reportRequestSchema.parse({
      sections: [
        { kind: 'summary', text: 'In my own words.' },
        { kind: 'shifts' },
        { kind: 'comparison', a: 'agent:booking', b: 'agent:other' },
        { kind: 'differs', a: '', b: 'agent:booking' },
        { kind: 'signatures' },
        { kind: 'traces' },
        { kind: 'noticed' },
        { kind: 'categories' },
        { kind: 'infrastructure' },
        { kind: 'governance' },
        { kind: 'versions' },
        { kind: 'method' },
        { kind: 'sources' },
      ],
    }).sections,
  })
  expect(document.sections.every((section) => section.blocks.length > 0)).toBe(true)
  const blocks = document.sections.flatMap((section) => section.blocks)
  const ids = document.sections
    .map(({ id }) => id)
    .concat(blocks.flatMap((block) => ('id' in block ? block.id : [])))
  expect(new Set(ids).size).toBe(ids.length)
})

test('what is asked for and is not there is said, not dropped', () => {
  const { document } = build({
    sections: [
      { kind: 'shifts', pick: ['tool_error@2026-01-01'] },
      { kind: 'traces', ids: ['nowhere'] },
    ],
  })
  expect(document.left).toEqual([
    'The shift tool_error@2026-01-01 is not in this workspace.',
    'The trace nowhere is not in this workspace.',
  ])
  expect(WRITERS.html.write(document)).toContain('The trace nowhere is not in this workspace.')
})

test('the request inside a report makes the same report again, to the byte, in every format but PDF', () => {
  const path = workspace()
  const first = build(
    {
      title: 'Again',
      atUs: 1_700_000_000_000_000,
      sections: [{ kind: 'traces', ids: ['trace-1'] }, { kind: 'method' }, { kind: 'sources' }],
      redaction: DEFAULT_REDACTION,
    },
    path,
  ).document
  const second = build(reportRequestSchema.parse(JSON.parse(JSON.stringify(first.request))), path).document
  for (const format of ['html', 'md', 'json', 'csv'] as const) {
    expect(Buffer.from(WRITERS[format].write(second))).toEqual(Buffer.from(WRITERS[format].write(first)))
  }
})
