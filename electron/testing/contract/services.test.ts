import { writeFileSync } from 'node:fs'
import { readSpanRows } from '../../../shared/contract/span-table.ts'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { events, methods } from '../../../shared/contract.ts'
import { watchPreviewSchema } from '../../../shared/contract/baselines.ts'
import { exportedReportSchema } from '../../../shared/contract/reports.ts'
import { exportTraces } from './export-traces.ts'
import { annotateTraces } from './annotate.ts'
import { tryRedaction } from './try-redaction.ts'
import { openSession } from './session.ts'

const session = await openSession()
const { services, folder, told, answered, ask, allJobs, close } = session
afterAll(close)

test('an import is analysed and indexed by itself, and every event keeps to the contract', async () => {
  expect((await ask('jobs.list', {})).map(({ kind, state }) => [kind, state])).toEqual([
    ['index', 'done'],
    ['analyze', 'done'],
    ['import', 'done'],
  ])
  expect(await ask('workspace.info', {})).toMatchObject({ imports: 1, staleTraces: 0, sampleOnly: false })
  expect(told.filter(({ name }) => name === 'workspace.changed').map(({ data }) => data)).toEqual([
    { what: 'import' },
    { what: 'analysis' },
    { what: 'search' },
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
  const { rows: versions } = await ask('versions.list', {})
  const [before, after] = versions.filter(({ kind, agent }) => kind === 'prompt' && agent === 'booking')
  expect([before?.label, after?.label]).toEqual(['7', '8'])
  const names = { before: { agent: 'booking', label: '7' }, after: { agent: 'booking', label: '8' } }
  const diff = await ask('versions.diff', { kind: 'prompt', ...names })
  expect(diff.added).toBeGreaterThan(5)
  expect(diff.before.example?.text).toBe(diff.before.text)
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

test('scores: every ruler by day, two of one score bridged, and never pooled', async () => {
  const { traces, scores } = await ask('rulers.list', {})
  expect(traces).toBeGreaterThan(1000)
  const changed = scores.find(({ rulers }) => rulers.length > 1)
  for (const { rulers } of scores) {
    for (const { id, score } of rulers) {
      const { days } = await ask('rulers.series', { score, ruler: id })
      expect(days.length).toBeGreaterThan(0)
    }
  }
  const [a, b] = changed?.rulers ?? []
  const pooled = await services.dispatch('rulers.series', { score: changed?.score })
  expect(pooled).toMatchObject({ ok: false, error: { code: 'rulers_mixed' } })
  const { sentence } = await ask('rulers.bridge', { a: a?.id ?? '', b: b?.id ?? '' })
  expect(sentence).not.toBe('')
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
  const rows = spans === null ? [] : readSpanRows(spans)
  expect(rows).toHaveLength(trace.spanCount)
  const { turns } = await ask('trace.conversation', { traceId: trace.traceId })
  expect(turns.length).toBeGreaterThan(2)
  const said = turns.find(({ path, text }) => path.endsWith('.text') && text.length > 20)?.text.text ?? ''
  const { matches } = await ask('search.inTrace', { traceId: trace.traceId, words: said.slice(0, 20) })
  expect(matches.length).toBeGreaterThan(0)
  const search = await ask('search.find', { words: said.slice(0, 20) })
  expect(search.found.length).toBeGreaterThan(0)
  expect(search.indexed).toBe(search.traces)
  for (const { spanId } of rows) await ask('trace.span', { traceId: trace.traceId, spanId })
  for (const { spanId, path, text } of turns) {
    const part = await ask('trace.text', { traceId: trace.traceId, spanId, path, from: 0, length: 100 })
    expect(part).toEqual({ text: text.text.slice(0, 100), length: text.length })
  }
  const [turn] = turns
  const place = { traceId: trace.traceId, spanId: turn?.spanId ?? '' }
  const word = turn?.text.text.slice(0, 5) ?? ''
  const { at } = await ask('trace.find', { ...place, path: turn?.path ?? '', text: word })
  expect(at[0]).toBe(0)
  expect((await ask('trace.record', place)).text).toContain(trace.traceId)
  expect((await ask('trace.copy', { ...place, as: 'otlp' })).text).toContain(trace.traceId)
  expect((await ask('trace.prints', { traceId: trace.traceId }))?.inputs).toHaveLength(rows.length)
  const diff = await ask('trace.diff', { side: 'input', before: place, after: place })
  expect(diff).toMatchObject({ added: 0, removed: 0 })
  const similar = await ask('trace.similar', { traceId: trace.traceId })
  expect(similar.traces.length).toBeGreaterThan(0)
  expect(await ask('trace.mistake', { traceId: trace.traceId })).toBeNull()
})

const job = async ({ jobId }: { jobId: string }) => await services.jobs.finished(jobId)

test('what is normal: chosen, tried, accepted, taken back; what a shift was; how it is watched', async () => {
  const { versions, proposals } = await ask('baselines.list', {})
  expect(versions.map(({ kind }) => kind)).toEqual(['automatic'])
  expect(proposals.map(({ why }) => why)).toContain('The newest four weeks')
  const [shift] = (await ask('shifts.list', {})).shifts
  const id = shift?.id ?? ''
  expect((await ask('shifts.detail', { id })).shift.causes.map(({ label }) => label)).toContain('8')
  const note = await ask('shifts.decide', { kind: 'acknowledge', shift: id, text: 'It is the supplier.' })
  await ask('shifts.undoDecision', { id: note.id })
  const accept = { kind: 'accept', shift: id, reason: 'The supplier answers so now.' } as const
  const tried = watchPreviewSchema.parse(await job(await ask('watch.preview', accept)))
  expect(tried.shifts.find((row) => row.id === id)).toMatchObject({ isAccepted: true })
  expect((await ask('baselines.list', {})).versions).toEqual(versions)
  await job(await ask('watch.change', accept))
  expect((await ask('shifts.list', {})).shifts.find((row) => row.id === id)).toMatchObject({
    state: 'closed',
  })
  await job(await ask('watch.change', { kind: 'take_back', version: 2, reason: 'A bug.' }))
  expect((await ask('shifts.list', {})).shifts.find((row) => row.id === id)).toMatchObject({ state: 'open' })
  const { policy, attributes } = await ask('policy.get', {})
  expect(attributes.length).toBeGreaterThan(0)
  await job(await ask('watch.change', { kind: 'policy', policy, reason: 'As before.' }))
  expect((await ask('policy.get', {})).versions).toMatchObject([
    { version: 1, policy, said: [expect.any(String)] },
  ])
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

test('traces are labelled and noted, and the labels held against the categories', async () => {
  await annotateTraces(session)
  expect((await ask('traces.count', { filter: 'label:*' })).count).toBe(0)
})

test('traces are exported for a window, in parts', async () => {
  await exportTraces(session)
  expect((await ask('jobs.list', {})).filter(({ kind }) => kind === 'export')).toHaveLength(2)
})

test('redaction rules are tried, kept, and what a new report begins with', async () => {
  await tryRedaction(session)
  expect((await ask('redaction.get', {})).custom).toEqual([])
})

test('a report: filled in, looked at, kept as a draft, exported and handed out', async () => {
  const request = await ask('reports.template', { template: 'incident' })
  expect(request.sections.map(({ kind }) => kind)).toContain('shifts')
  const { document, redacted, html } = await ask('reports.preview', { request })
  const { shifts } = await ask('shifts.list', {})
  expect(JSON.stringify(document)).toContain(shifts[0]?.sentence)
  expect(html).toContain(document.title)
  expect(document.redaction).not.toBeNull()
  expect(redacted.every(({ pseudonym }) => html.includes(pseudonym))).toBe(true)

  const draft = await ask('reports.saveDraft', { name: 'Monday', request })
  expect(await ask('reports.saveDraft', { id: draft.id, name: 'Tuesday', request })).toEqual(draft)
  const { jobId } = await ask('reports.export', { request, format: 'html' })
  const exported = exportedReportSchema.parse(await services.jobs.finished(jobId))
  const file = await ask('reports.file', { file: exported.file })
  expect(Buffer.from(file.base64, 'base64').toString()).toBe(html)
  expect(file).toMatchObject({ name: 'tidemark-what-shifted.html', type: 'text/html' })
  expect(await ask('reports.list', {})).toMatchObject({
    exports: [{ format: 'html', bytes: exported.bytes, sha256: exported.sha256, request }],
    drafts: [{ name: 'Tuesday', request }],
  })
  await ask('reports.removeDraft', { id: draft.id })
  expect((await ask('reports.list', {})).drafts).toEqual([])
  const strange = await services.dispatch('reports.file', { file: '../w.tidemark' })
  expect(strange).toMatchObject({ ok: false, error: { code: 'not_found' } })
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

test('queries are kept in the workspace by name', async () => {
  await ask('query.save', { name: 'b', sql: 'SELECT 1' })
  await ask('query.save', { name: 'a', sql: 'SELECT 2' })
  await ask('query.save', { name: 'b', sql: 'SELECT 3' })
  await ask('query.remove', { name: 'a' })
  expect(await ask('query.saved', {})).toEqual([{ name: 'b', sql: 'SELECT 3' }])
  await ask('query.cancel', { run: 'long over' })
})

test('a view of the trace list is kept, replaced by its name and forgotten, and facets count its traces', async () => {
  const view = {
    name: 'Errors',
    filter: 'status:error',
    columns: null,
    sort: 'cost',
    direction: 'desc',
  } as const
  const { id } = await ask('savedViews.save', view)
  const renamed = { ...view, name: 'errors', filter: 'error:*' }
  expect(await ask('savedViews.save', renamed)).toEqual({ id, before: view })
  expect(await ask('savedViews.list', {})).toEqual([{ ...renamed, id }])
  await ask('savedViews.remove', { name: 'Errors' })
  expect(await ask('savedViews.list', {})).toEqual([])
  expect(await ask('traces.facets', { filter: 'error:*' })).toEqual({ facets: [], counted: 0, capped: false })
})

test('every method of the contract was asked', () => {
  expect([...answered].toSorted()).toEqual(Object.keys(methods).toSorted())
})
