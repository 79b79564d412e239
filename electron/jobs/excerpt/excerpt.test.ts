import SQLite from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type NewAnnotation, newAnnotationSchema } from '../../../shared/model/annotation.ts'
import { DEFAULT_REDACTION, NO_REDACTION, type RedactionRules } from '../../../shared/model/redaction.ts'
import { generateSample } from '../../sample/generate.ts'
import { addAnnotations, annotationsOf, setAnnotationsUndone } from '../../store/annotation-store.ts'
import { openReader, type ReadConnection, writeDurably } from '../../store/connection.ts'
import { readExcerpt } from '../../store/excerpt.ts'
import { openForeign } from '../../store/foreign-workspace.ts'
import { readAgreement } from '../../store/label-queries.ts'
import { selectedTraces } from '../../store/selected-traces.ts'
import { APPLICATION_ID } from '../../store/migrate.ts'
import { shiftQueries } from '../../store/shift-queries.ts'
import { readScores, readSpans, requireTrace } from '../../store/trace-reader.ts'
import { traceDetailQueries } from '../../store/trace-detail-queries.ts'
import { readLogically } from '../../testing/logical-workspace.ts'
import { runAnalysis } from '../analysis-job.ts'
import { runExport } from '../export-job.ts'
import { runImport } from '../import-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const FAILING = 'category:tool_error_silent'

const importInto = (workspacePath: string, paths: string[], isDryRun = false) =>
  runImport(
    {
      workspacePath,
      paths,
      label: null,
      format: null,
      mapping: null,
      isSample: false,
      sample: null,
      dryRun: isDryRun,
    },
    CONTEXT,
  )
const analyse = (workspacePath: string) => runAnalysis({ workspacePath, only: null, force: false }, CONTEXT)
const share = (workspacePath: string, out: string, rules: RedactionRules = NO_REDACTION, filter = FAILING) =>
  runExport({ workspacePath, format: 'workspace', filter, out, rules }, CONTEXT)

async function withReader<T>(path: string, work: (connection: ReadConnection) => T): Promise<T> {
  const connection = openReader(path)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

let clock = 1_800_000_000_000_000
const annotate = (path: string, ...given: Partial<NewAnnotation>[]) =>
  withReader(path, (connection) =>
    writeDurably(connection, (writer) =>
      addAnnotations(
        writer,
        given.map((one) => newAnnotationSchema.parse(one)),
        (clock += 1),
      ),
    ),
  )

const folder = mkdtempSync(join(tmpdir(), 'tidemark-excerpt-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const whole = join(folder, 'whole.tidemark')
const lines = [...generateSample({ seed: 'contract', weeks: 8, tracesPerDay: 40 })]
writeFileSync(join(folder, 'a.jsonl'), lines.map((line) => `${line}\n`).join(''))
await importInto(whole, [join(folder, 'a.jsonl')])
await analyse(whole)
const [first = '', second = ''] = await withReader(whole, (connection) =>
  selectedTraces(connection, FAILING).map(
    (id) =>
      connection.db.prepare<[number], string>('SELECT trace_id FROM trace WHERE id = ?').pluck().get(id) ??
      '',
  ),
)
const target = { on: 'trace', traceId: first } as const
const [shift] = await withReader(whole, (connection) => shiftQueries(connection).list({}).shifts)

test('an excerpt holds the chosen traces as they are, with their findings, and the shifts and notes of the whole', async () => {
  await annotate(whole, { target, label: 'tool_error_silent', author: 'Ana' })
  await annotate(whole, { target: { on: 'shift', shift: shift?.id ?? '' }, text: 'Prompt 8.' })
  const out = join(folder, 'plain.tidemark')
  const result = await share(whole, out)
  expect(result).toMatchObject({ traces: expect.any(Number), redacted: {}, values: [] })
  expect(statSync(out).size).toBeLessThan(statSync(whole).size)
  const [own, theirs] = [openReader(whole), openReader(out)]
  expect(readExcerpt(theirs)).toMatchObject({
    traces: result.traces,
    of: selectedTraces(own, '').length,
    filter: FAILING,
    redaction: null,
  })
  expect(shiftQueries(theirs).list({})).toEqual(shiftQueries(own).list({}))
  for (const traceId of [first, second]) {
    const [there, here] = [requireTrace(theirs, traceId), requireTrace(own, traceId)]
    expect(readSpans(theirs, there)).toEqual(readSpans(own, here))
    expect(readScores(theirs, there)).toEqual(readScores(own, here))
    const { findings, analysed } = traceDetailQueries(theirs).get({ traceId })
    // How many traces share a signature is a count of what is there.
    const common = ({ signatureTraces: _count, ...finding }: (typeof findings)[number]) => finding
    expect(findings.map(common)).toEqual(traceDetailQueries(own).get({ traceId }).findings.map(common))
    expect(analysed).toBe(true)
  }
  expect(annotationsOf(theirs, target)).toEqual(annotationsOf(own, target))
  expect(readAgreement(theirs)).toMatchObject([{ category: 'tool_error_silent', right: 1 }])
  own.close()
  theirs.close()
})

/** All that is in a workspace but its search index, contents included, as one text. */
function everything(file: string): string {
  const db = new SQLite(file, { readonly: true })
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
    .pluck()
    .all()
  const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  db.close()
  return JSON.stringify([rows, readLogically(file).spans], plainly)
}

function plainly(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Map ? [...value] : value
}

test('nothing of what is redacted is left in any table of a shared workspace', async () => {
  const secret = 'sk-proj-Zx81kfjLq0PdVb72nRtY4wUe'
  const path = join(folder, 'secret.jsonl')
  const planted = lines
    .slice(0, 60)
    .map((line) =>
      line
        .replaceAll(/"find_customer"/g, `"find_customer ${secret}"`)
        .replaceAll(/@[\w.-]+\.[a-z]+/g, '@acme.example'),
    )
  writeFileSync(path, planted.join('\n'))
  const own = join(folder, 'secret.tidemark')
  await importInto(own, [path])
  await analyse(own)
  await withReader(own, (connection) => {
    const traceId = connection.db.prepare<[], string>('SELECT trace_id FROM trace').pluck().get() ?? ''
    return writeDurably(connection, (writer) =>
      addAnnotations(
        writer,
        [newAnnotationSchema.parse({ target: { on: 'trace', traceId }, text: `Key ${secret}` })],
        5,
      ),
    )
  })
  const out = join(folder, 'redacted.tidemark')
  const { redacted } = await share(own, out, DEFAULT_REDACTION, '')
  expect(redacted?.secret).toBeGreaterThan(10)
  expect(everything(own)).toContain(secret)
  expect(everything(out)).not.toContain(secret)
  expect(everything(out)).not.toContain('@acme.example')
  await share(own, out, { ...NO_REDACTION, fields: ['payloads'] }, '')
  const said = JSON.stringify(
    await withReader(own, (connection) =>
      readSpans(connection, 1).flatMap(({ inputMessages }) =>
        inputMessages.flatMap(({ text }) => (text.length > 20 ? text : [])),
      ),
    ),
  )
  for (const text of JSON.parse(said) as string[]) expect(everything(out)).not.toContain(text)
})

test('an excerpt keeps notes, and takes neither imports nor analyses nor the place of another workspace', async () => {
  const out = join(folder, 'closed.tidemark')
  await share(whole, out)
  await annotate(out, { target, text: 'Seen here.' })
  const refused = expect.objectContaining({ code: 'workspace_excerpt' })
  await expect(importInto(out, [join(folder, 'a.jsonl')])).rejects.toEqual(refused)
  await expect(analyse(out)).rejects.toEqual(refused)
  await expect(share(whole, whole)).rejects.toMatchObject({ code: 'usage' })
  const other = join(folder, 'other.tidemark')
  await importInto(other, [join(folder, 'secret.jsonl')])
  const before = readFileSync(other)
  await expect(share(whole, other)).rejects.toThrow('is there already')
  expect(readFileSync(other)).toEqual(before)
  await expect(share(whole, out, NO_REDACTION, 'nonsense:x')).rejects.toMatchObject({
    code: 'filter_invalid',
  })
  expect(await withReader(out, (connection) => annotationsOf(connection, target))).toContainEqual(
    expect.objectContaining({ text: 'Seen here.' }),
  )
})

test('notes of two people are joined without loss, contradictions shown, and a second time changes nothing', async () => {
  const sent = join(folder, 'sent.tidemark')
  const mine = join(folder, 'mine.tidemark')
  await importInto(mine, [join(folder, 'a.jsonl')])
  await analyse(mine)
  const [kept = ''] = await annotate(mine, { target, text: 'Mine, before.' })
  const [label = ''] = await annotate(mine, { target, label: 'bad' })
  await share(mine, sent, DEFAULT_REDACTION)
  await annotate(sent, { target, label: 'bad', holds: false, author: 'Bo' })
  await annotate(sent, {
    target: { on: 'span', traceId: first, spanId: readFirstSpan(sent) },
    text: 'Theirs.',
  })
  await withReader(sent, (connection) =>
    writeDurably(connection, (writer) => setAnnotationsUndone(writer, [kept], true, (clock += 10))),
  )
  await annotate(mine, { target, text: 'Mine, since.' })
  const spans = await withReader(mine, (connection) => readSpans(connection, requireTrace(connection, first)))

  const { merged, sources } = await importInto(mine, [sent])
  expect(merged).toMatchObject({ added: 2, updated: 1, same: 1, clashing: 1, waiting: 0, rejected: 0 })
  expect(sources[0]).toMatchObject({
    spans: 0,
    accepted: 0,
    problems: [{ reason: expect.stringContaining('in this workspace already') }],
  })
  const after = await withReader(mine, (connection) => annotationsOf(connection, target))
  expect(after.map(({ text, label: own, undoneUs }) => [text, own, undoneUs === null])).toEqual(
    expect.arrayContaining([
      ['Mine, before.', null, false],
      ['Mine, since.', null, true],
      ['Theirs.', null, true],
      ['', 'bad', true],
    ]),
  )
  expect(after.find(({ id }) => id === label)?.undoneUs).toBeNull()
  expect(
    await withReader(mine, (connection) => readSpans(connection, requireTrace(connection, first))),
  ).toEqual(spans)
  expect((await importInto(mine, [sent])).merged).toMatchObject({ added: 0, updated: 0, same: 4 })
})

function readFirstSpan(path: string): string {
  const connection = openReader(path)
  const [span] = readSpans(connection, requireTrace(connection, first))
  connection.close()
  return span?.spanId ?? ''
}

test('a workspace that is merged into an empty one brings its traces, and they are judged there', async () => {
  const sent = join(folder, 'to-empty.tidemark')
  const { traces } = await share(whole, sent, DEFAULT_REDACTION)
  const empty = join(folder, 'empty.tidemark')
  const looked = await importInto(empty, [sent], true)
  const { workspace, sources, merged } = await importInto(empty, [sent])
  expect(looked.sources.map((source) => source.spans)).toEqual(sources.map((source) => source.spans))
  expect(workspace.traces).toBe(traces)
  // The note on the shift waits for it.
  expect(merged).toMatchObject({ added: 2, waiting: 1 })
  const { analysedTraces } = await analyse(empty)
  expect(analysedTraces).toBe(traces)
  const fired = await withReader(empty, (connection) => selectedTraces(connection, FAILING).length)
  expect(fired).toBe(traces)
  expect(await withReader(empty, (connection) => readExcerpt(connection))).toBeNull()
})

test('a file with code of its own, a damaged one and one that is none of ours are refused, and no copy stays', async () => {
  const bad = join(folder, 'bad.tidemark')
  const open = (): unknown => openForeign(bad).close()
  await share(whole, bad)
  const db = new SQLite(bad)
  db.exec('CREATE TRIGGER t AFTER INSERT ON annotation BEGIN DELETE FROM trace; END')
  db.close()
  expect(open).toThrow('it holds the trigger t')
  await expect(importInto(join(folder, 'into.tidemark'), [bad])).rejects.toMatchObject({
    code: 'workspace_damaged',
  })
  truncateSync(bad, Math.floor(statSync(bad).size / 2))
  expect(open).toThrow(expect.objectContaining({ code: 'workspace_damaged' }))
  const newer = new SQLite(join(folder, 'newer.tidemark'))
  newer.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 999; CREATE TABLE x(y)`)
  newer.close()
  expect(() => openForeign(join(folder, 'newer.tidemark'))).toThrow(
    expect.objectContaining({ code: 'workspace_newer' }),
  )
})

test('forged rows are no notes: they are counted and left out', async () => {
  const forged = join(folder, 'forged.tidemark')
  await share(whole, forged)
  const db = new SQLite(forged)
  db.prepare(
    "UPDATE annotation SET label = 'two' || char(10) || 'lines', id = 'x' WHERE label IS NOT NULL",
  ).run()
  db.close()
  const { merged } = await importInto(join(folder, 'forged-into.tidemark'), [forged])
  expect(merged).toMatchObject({ rejected: 1, added: 1 })
})
