import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  events,
  type EventMessage,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  methods,
} from '../../../shared/contract.ts'
import { generateSample } from '../../sample/generate.ts'
import { createServices, type Services } from '../../services.ts'

let folder = ''
let services: Services
const told: EventMessage[] = []
const answered = new Set<MethodName>()

/** Asks as a window does; the answer must be one and keep to the contract. */
async function ask<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  const reply = await services.dispatch(method, input)
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
  answered.add(method)
  expect(methods[method].output.safeParse(reply.value).error).toBeUndefined()
  return reply.value as MethodOutput<M>
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-services-'))
  const file = join(folder, 'sample.jsonl')
  const lines = [...generateSample({ seed: 'contract', weeks: 8, tracesPerDay: 40 })]
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  services = createServices({
    workspacePath: join(folder, 'w.tidemark'),
    host: 'browser',
    resolveSource: (reference) => join(folder, reference),
  })
  services.events.subscribe((message) => told.push(message))
  const { jobId } = await ask('imports.start', { sources: ['sample.jsonl'], label: 'sample' })
  await services.jobs.finished(jobId)
  await allJobs()
})
afterAll(async () => {
  await services.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Until nothing runs any more, also what follows an import by itself. */
async function allJobs(): Promise<void> {
  for (;;) {
    // What a job starts as it ends is there a moment later.
    await new Promise((resolve) => setImmediate(resolve))
    const running = (await ask('jobs.list', {})).find(({ finishedAt }) => finishedAt === null)
    if (!running) return
    await services.jobs.finished(running.id).catch(() => null)
  }
}

test('an import is analysed by itself, and every event keeps to the contract', async () => {
  expect((await ask('jobs.list', {})).map(({ kind, state }) => [kind, state])).toEqual([
    ['analyze', 'done'],
    ['import', 'done'],
  ])
  expect(await ask('workspace.info', {})).toMatchObject({ imports: 1, staleTraces: 0, sampleOnly: false })
  expect(told.filter(({ name }) => name === 'workspace.changed').map(({ data }) => data)).toEqual([
    { what: 'import' },
    { what: 'analysis' },
  ])
  for (const { name, data } of told) expect(events[name].safeParse(data).error).toBeUndefined()
})

test('the overview: shifts, health, categories by day, segment and signature', async () => {
  const info = await ask('workspace.info', {})
  const { watch } = await ask('shifts.list', {})
  expect(watch.state).toBe('watching')
  const health = await ask('shifts.health', { segment: info.segments[0] })
  expect(health.length).toBeGreaterThan(50)
  const catalogue = await ask('categories.catalogue', {})
  const { categories, baseline } = await ask('categories.series', { from: '2026-03-10' })
  expect(categories.map(({ id }) => id).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted())
  expect(baseline).not.toBeNull()
  expect(await ask('categories.reclassified', {})).toBeNull()
  const { agents, days } = await ask('governance.overview', {})
  expect(agents.reduce((sum, { traces }) => sum + traces, 0)).toBe(
    days.reduce((sum, { traces }) => sum + traces, 0),
  )
  for (const { id, fired } of categories) {
    const segments = await ask('categories.segments', { category: id })
    const { total, rows } = await ask('categories.signatures', { category: id, limit: 3 })
    expect([id, total > 0 && segments.length > 0]).toEqual([id, fired > 0 || total > 0])
    for (const { example } of rows) {
      const { findings } = await ask('trace.get', { traceId: example.traceId })
      expect(findings.map(({ category }) => category)).toContain(id)
    }
  }
})

test('a comparison: what the workspace offers, its verdicts, and what differs', async () => {
  const presets = await ask('compare.presets', {})
  expect(presets.map(({ title }) => title)).toContain('Baseline against now')
  for (const { a, b } of presets) {
    const result = await ask('compare.run', { a, b })
    expect([result.a.traces > 0, result.b.traces > 0]).toEqual([true, true])
  }
  const [{ a, b } = { a: '', b: '' }] = presets
  const narrowed = await ask('compare.run', { a, b, segment: 'booking × gpt-4.1' })
  expect(narrowed.a.traces).toBeLessThan((await ask('compare.run', { a, b })).a.traces)
  const { values } = await ask('compare.differs', { a, b })
  expect(values[0]?.isVersion).toBe(true)
  const wrong = await services.dispatch('compare.run', { a: 'nonsense:x', b: '' })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'filter_invalid' } })
})

test('a trace: from the list to a part of its longest text', async () => {
  const page = await ask('traces.list', { filter: 'category:tool_error', limit: 10, sort: 'spans' })
  expect(page.rows).toHaveLength(10)
  const next = await ask('traces.list', {
    filter: 'category:tool_error',
    limit: 10,
    sort: 'spans',
    cursor: page.next ?? '',
  })
  const ids = [...page.rows, ...next.rows].map(({ traceId }) => traceId)
  expect(new Set(ids).size).toBe(20)
  const { count } = await ask('traces.count', { filter: 'category:tool_error' })
  expect(count).toBeGreaterThan(20)
  const around = await ask('traces.neighbours', {
    filter: 'category:tool_error',
    sort: 'spans',
    traceId: ids[1] ?? '',
  })
  expect(around).toMatchObject({ previous: ids[0], next: ids[2] })
  const { trace, spans } = await ask('trace.get', { traceId: ids[1] ?? '' })
  expect(spans).toHaveLength(trace.spanCount)
  const { turns } = await ask('trace.conversation', { traceId: trace.traceId })
  expect(turns.length).toBeGreaterThan(2)
  for (const { spanId } of spans) await ask('trace.span', { traceId: trace.traceId, spanId })
  for (const { spanId, path, text } of turns) {
    const part = await ask('trace.text', { traceId: trace.traceId, spanId, path, from: 0, length: 100 })
    expect(part).toEqual({ text: text.text.slice(0, 100), length: text.length })
  }
})

test('a file of no known format is looked at, mapped as guessed or corrected, and imported', async () => {
  const lines = ['why', 'how'].map((word, index) =>
    JSON.stringify({
      chat: index,
      who: 'gpt',
      log: [
        { from: 'human', value: word },
        { from: 'gpt', value: 'so' },
      ],
    }),
  )
  writeFileSync(join(folder, 'chats.jsonl'), lines.join('\n'))
  expect(await ask('imports.look', { source: 'chats.jsonl' })).toEqual({
    format: 'generic',
    isMany: false,
    isMappable: true,
  })
  expect(await ask('imports.look', { source: 'sample.jsonl' })).toMatchObject({ format: 'otlp-json' })
  const { mapping, records } = await ask('imports.guessMapping', { source: 'chats.jsonl' })
  expect(records.map((record) => JSON.parse(record).chat)).toEqual([0, 1])
  expect(mapping).toMatchObject({ each: 'run', fields: { messages: 'log', role: 'from', text: 'value' } })
  const corrected = { ...mapping!, fields: { ...mapping!.fields, agent: 'who' } }
  const preview = await ask('imports.previewMapping', { source: 'chats.jsonl', mapping: corrected })
  expect(preview).toMatchObject({ traces: 2, problems: [], isWhole: true })
  expect(preview.spans.map(({ kind, input, output }) => [kind, input, output])).toEqual([
    ['llm', 'why', 'so'],
    ['llm', 'how', 'so'],
  ])
  const { jobId } = await ask('imports.start', { sources: ['chats.jsonl'], mapping: corrected })
  await services.jobs.finished(jobId)
  await allJobs()
  const { rows } = await ask('query.run', { sql: "SELECT agent FROM traces WHERE format = 'generic'" })
  expect(rows).toEqual([['gpt'], ['gpt']])
  const [newest] = await ask('imports.list', {})
  const undo = await ask('imports.undo', { importId: newest?.id ?? 0 })
  await services.jobs.finished(undo.jobId)
  await allJobs()
})

test('a question, then an import that is cancelled, one that is taken back, and a fresh analysis', async () => {
  const { rows } = await ask('query.run', { sql: 'SELECT count(*) FROM traces' })
  const info = await ask('workspace.info', {})
  expect(rows).toEqual([[info.traces]])

  const again = await ask('imports.start', { sources: ['sample.jsonl'] })
  expect(await ask('jobs.cancel', { id: again.jobId })).toEqual({ cancelled: true })
  await allJobs()
  expect(await ask('workspace.info', {})).toEqual(info)

  const analysis = await ask('analysis.start', { force: true })
  await services.jobs.finished(analysis.jobId)
  expect(await ask('workspace.info', {})).toEqual(info)

  const formats = await ask('imports.formats', {})
  const [first] = await ask('imports.list', {})
  expect(JSON.stringify(formats)).toContain(first?.formats[0])
  const undo = await ask('imports.undo', { importId: first?.id ?? 0 })
  await services.jobs.finished(undo.jobId)
  await allJobs()
  expect(await ask('imports.list', {})).toEqual([])
  expect(await ask('workspace.info', {})).toMatchObject({ traces: 0, spans: 0, findings: 0, openShifts: 0 })
})

test('a category of one’s own is previewed, kept, listed and taken away', async () => {
  const rule = { type: 'filter', filter: 'kind:tool' } as const
  const seen = await ask('customCategories.preview', { rule })
  expect(seen).toMatchObject({ fired: 0, alerts: [] })
  const own = { id: 'with_tools', name: 'With tools', definition: 'Has a tool.', class: 'S', rule } as const
  expect(await ask('customCategories.save', own)).toEqual({ ...own, version: 1 })
  expect(await ask('customCategories.list', {})).toEqual([{ ...own, version: 1 }])
  expect((await ask('categories.catalogue', {})).at(-1)?.id).toBe('with_tools')
  await ask('customCategories.remove', { id: 'with_tools' })
  expect(await ask('customCategories.list', {})).toEqual([])
})

test('every method of the contract was asked', () => {
  expect([...answered].toSorted()).toEqual(Object.keys(methods).toSorted())
})
