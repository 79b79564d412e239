import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_POLICY } from '../../shared/model/policy.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { SegmentPart } from '../../shared/model/segmenter.ts'
import type { Span } from '../../shared/model/span.ts'
import { openReader, openWriter } from '../store/connection.ts'
import { listBaselines } from '../store/baseline-store.ts'
import { shiftQueries } from '../store/shift-queries.ts'
import { traceQueries } from '../store/trace-queries.ts'
import { versionQueries } from '../store/version-queries.ts'
import { traceQuerySchema } from '../../shared/contract/traces.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace } from '../testing/query-workspace.ts'
import { importRecords } from '../testing/store-import.ts'
import { runAnalysis } from './analysis-job.ts'
import { previewWatch } from './preview-watch.ts'
import { runUndo } from './undo-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const DAY = 86_400_000_000
/** Long before the imports of a test, which are now. */
const START = Date.UTC(2026, 0, 5) * 1000

const FINE = 'agent run\n  tool search call=c1 output="ok"'
const BROKEN = 'agent run\n  tool search call=c1 status=error message="boom"'
const PER_DAY = 12

/** `PER_DAY` traces a day; in three of those from `brokenFrom` on and in one of twelve before, the tool fails. */
function days(from: number, to: number, brokenFrom = 1000, change?: (span: Span, i: number) => void): Span[] {
  const spans: Span[] = []
  for (let day = from; day < to; day++) {
    for (let i = 0; i < PER_DAY; i++) {
      const isBroken = i < (day >= brokenFrom ? 7 : 1)
      for (const span of makeSpans(isBroken ? BROKEN : FINE, `t-${day}-${i}`)) {
        span.startUs = START + day * DAY + i * 3_600_000_000
        change?.(span, i)
        spans.push(span)
      }
    }
  }
  return spans
}

async function add(path: string, label: string, spans: Span[]): Promise<void> {
  const writer = openWriter(path, { create: false })
  importRecords(writer, label, { spans })
  writer.close()
}

const analyse = (workspacePath: string, change?: WatchChange) =>
  runAnalysis({ workspacePath, only: null, force: false, change }, CONTEXT)

function reader(path: string) {
  const connection = openReader(path)
  onTestFinished(() => connection.close())
  return connection
}

function shown(path: string) {
  const connection = openReader(path)
  const { shifts, watch, notices } = shiftQueries(connection).list({})
  connection.close()
  return { shifts, watch, notices }
}

test('weekly imports say what one import of everything says, and rebuilding gives the same again', async () => {
  const whole = makeWorkspace({ all: [{ path: 'a.jsonl', spans: days(0, 56, 40) }] })
  await analyse(whole)
  const weekly = makeWorkspace({ first: [{ path: 'w.jsonl', spans: days(0, 35, 40) }] })
  await analyse(weekly)
  for (const week of [35, 42, 49]) {
    // oxlint-disable-next-line no-await-in-loop -- weeks follow each other
    await add(weekly, `from ${week}`, days(week, week + 7, 40))
    // oxlint-disable-next-line no-await-in-loop
    await analyse(weekly)
  }
  const said = shown(weekly)
  expect(said.shifts.map(({ category }) => category)).toContain('tool_error')
  expect(said.shifts.map(({ id, observed, onset }) => ({ id, observed, onset }))).toEqual(
    shown(whole).shifts.map(({ id, observed, onset }) => ({ id, observed, onset })),
  )
  await runAnalysis({ workspacePath: weekly, only: null, force: true }, CONTEXT)
  expect(shown(weekly)).toEqual(said)
})

test('what arrives after its day was closed is shown, told, and no evidence; taking it back changes nothing', async () => {
  const path = makeWorkspace({ first: [{ path: 'w.jsonl', spans: days(0, 50) }] })
  await analyse(path)
  const before = shown(path)
  const late = days(42, 46, 0).map((span) => Object.assign(span, { traceId: `late-${span.traceId}` }))
  await add(path, 'late', late)
  await analyse(path)
  const after = shown(path)
  expect(after.shifts).toEqual([])
  expect(after.notices.find(({ kind }) => kind === 'late')!.text).toMatch(
    /^48 traces from 16 February to 19 February arrived after their day was closed/,
  )
  const { db } = reader(path)
  expect(
    db
      .prepare("SELECT sum(n) FROM daily_count WHERE category = 'tool_error' AND date = '2026-02-17'")
      .pluck()
      .get(),
  ).toBe(2 * PER_DAY)
  await runUndo({ workspacePath: path, importId: 2 }, CONTEXT)
  await analyse(path)
  expect(shown(path)).toEqual(before)
})

test('a baseline that is chosen afterwards counts what came late as well, until it is taken back', async () => {
  const path = makeWorkspace({ first: [{ path: 'a.jsonl', spans: days(0, 56) }] })
  await analyse(path)
  await add(
    path,
    'late',
    days(30, 44, 0).map((span) => Object.assign(span, { traceId: `late-${span.traceId}` })),
  )
  await analyse(path)
  const isLate = () => shown(path).notices.some(({ kind }) => kind === 'late')
  const sessions = () => listBaselines(reader(path))[0]?.sessions
  expect(isLate()).toBe(true)
  const dates = { from: '2026-02-02', to: '2026-02-20' }
  await analyse(path, { kind: 'choose', ...dates, excluded: [], name: '', reason: 'all is in', author: '' })
  expect(isLate()).toBe(false)
  // 19 days of twelve sessions each, and the 14 late days, which all lie inside, once more.
  expect(sessions()).toBe(19 * PER_DAY + 14 * PER_DAY)
  await analyse(path)
  expect(isLate()).toBe(false)
  const version = listBaselines(reader(path))[0]?.version ?? 0
  await analyse(path, { kind: 'take_back', version, reason: 'no', author: '' })
  expect(isLate()).toBe(true)
})

test('a clock in the future closes no day', async () => {
  const future = makeSpans(BROKEN, 'ahead').map((span) =>
    Object.assign(span, { startUs: Date.now() * 1000 + 400 * DAY }),
  )
  const path = makeWorkspace({ first: [{ path: 'w.jsonl', spans: [...days(0, 50), ...future] }] })
  await analyse(path)
  const { watch, notices } = shown(path)
  expect(watch.lastClosedDay).toBe('2026-02-21')
  expect(notices.find(({ kind }) => kind === 'future')!.text).toContain(
    '1 trace starts more than a day after',
  )
})

test('a run without a clock beside real days is no day of the baseline', async () => {
  const clockless = makeSpans(FINE, 'no-clock').map((span) =>
    Object.assign(span, { startUs: 0, syntheticTime: true }),
  )
  const path = makeWorkspace({ first: [{ path: 'w.jsonl', spans: [...clockless, ...days(0, 50)] }] })
  await analyse(path)
  expect(shown(path).watch.baseline!.from).toBe('2026-01-05')
})

test('a slice counts the same sessions each time, and fewer of them', async () => {
  const path = makeWorkspace({ first: [{ path: 'w.jsonl', spans: days(0, 56, 40) }] })
  await analyse(path)
  const whole = shown(path).watch.baseline!.sessions
  const policy = { ...DEFAULT_POLICY, share: 0.5 }
  const change: WatchChange = { kind: 'policy', policy, reason: 'Half is enough.', author: '' }
  const preview = await previewWatch({ workspacePath: path, change }, CONTEXT)
  expect(preview.segments[0]!.sessions).toBeLessThan(whole * 2 * 0.65)
  expect(shown(path).watch.baseline!.sessions).toBe(whole)
  await analyse(path, change)
  expect(listBaselines(reader(path))).toHaveLength(1)
})

/** Every other run is in the north. */
const tag = (span: Span, i: number) => {
  if (span.parentSpanId === null) span.attributes = new Map([['app.region', i % 2 === 0 ? 'north' : 'south']])
}

test('traffic can be split by any attribute of the root span; a preview of it leaves nothing behind', async () => {
  const path = makeWorkspace({ first: [{ path: 'w.jsonl', spans: days(0, 56, 40, tag) }] })
  await analyse(path)
  const segmenter: SegmentPart[] = ['attribute:app.region', 'environment']
  const change: WatchChange = {
    kind: 'policy',
    policy: { ...DEFAULT_POLICY, segmenter },
    reason: 'Regions differ.',
    author: '',
  }
  const preview = await previewWatch({ workspacePath: path, change }, CONTEXT)
  expect(preview.segments.map(({ segment, sessions }) => [segment, sessions])).toEqual([
    ['north · ?', 6 * 56],
    ['south · ?', 6 * 56],
  ])
  expect(reader(path).db.prepare('SELECT count(*) FROM root_attribute').pluck().get()).toBe(0)
  await analyse(path, change)
  const connection = reader(path)
  expect(listBaselines(connection).map(({ version, kind }) => [version, kind])).toEqual([
    [2, 'resegmented'],
    [1, 'automatic'],
  ])
  const inNorth = traceQueries(connection).count(traceQuerySchema.parse({ filter: '', segment: 'north · ?' }))
  expect(inNorth).toMatchObject({ count: 6 * 56 })
  // What each segment was made with is counted in the same segments.
  const models = versionQueries(connection)
    .list({ segment: 'north · ?' })
    .rows.filter(({ kind }) => kind === 'agent')
  expect(models.map(({ traces, total }) => [traces, total])).toEqual([[6 * 56, 6 * 56]])
})
