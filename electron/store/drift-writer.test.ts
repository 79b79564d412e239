import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Shift } from '../../shared/model/shift.ts'
import type { WatchRecord } from '../../shared/model/watch.ts'
import { inventSpans } from '../testing/invented-spans.ts'
import { importRecords } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openWriter, type WriteConnection } from './connection.ts'
import { healthRows } from './drift-reader.ts'
import { writeDrift, type DriftRollups } from './drift-writer.ts'

const WATCH: WatchRecord = {
  state: 'watching',
  sentence: 'Watched.',
  baseline: null,
  watchedSince: null,
  lastClosedDay: null,
  streams: 1,
  streamsWithTooLittleData: 0,
  budgetDays: 90,
  bands: {},
  totals: {},
  firstTotals: {},
  cellRates: {},
}

const SHIFT: Shift = {
  id: 'loop@2026-03-01',
  category: 'loop',
  segment: null,
  state: 'open',
  openedOn: '2026-03-01',
  onset: '2026-02-27',
  closedOn: null,
  isAccepted: false,
  onsetUs: null,
  causes: [],
  observed: 5,
  expected: 1.5,
  ratio: 3.3,
  low: 2,
  high: 5,
  mix: 0,
  behaviour: 0.1,
  baselineRate: 0.05,
  currentRate: 0.15,
  sentence: 'More loops.',
}

function rollups(date: string): DriftRollups {
  const day = {
    segment: '',
    date,
    traces: 3,
    sessions: 2,
    errors: 1,
    latencyP50Ms: 1.5,
    latencyP95Ms: null,
    tokens: 7,
    costUsd: null,
  }
  return {
    counts: [{ category: 'loop', segment: 'a × b', date, n: 10, k: 2, notEvaluable: 1 }],
    health: [day],
    shifts: [SHIFT],
    evidence: [{ category: 'loop', date, value: 0.4 }],
    notices: [{ kind: 'ruler', title: 'A rule changed', text: 'text', on: null }],
    watch: WATCH,
  }
}

function workspace(): WriteConnection {
  const writer = openWriter(join(temporaryFolder(), 'w.tidemark'), { create: true })
  onTestFinished(() => writer.close())
  importRecords(writer, 'a', { spans: inventSpans({ from: 0, to: 2 }) })
  return writer
}

function rows({ db }: WriteConnection, table: string): unknown[] {
  return db.prepare(`SELECT * FROM ${table}`).all()
}

test('writing again replaces everything', () => {
  const writer = workspace()
  writeDrift(writer, rollups('2026-03-01'))
  writeDrift(writer, rollups('2026-03-02'))
  expect(rows(writer, 'daily_count')).toEqual([
    { category: 'loop', segment: 'a × b', date: '2026-03-02', n: 10, k: 2, not_evaluable: 1 },
  ])
  expect(rows(writer, 'daily_health')).toMatchObject([{ date: '2026-03-02', latency_p50_ms: 1.5, tokens: 7 }])
  for (const table of ['shift', 'notice', 'watch', 'evidence_day'])
    expect(rows(writer, table)).toHaveLength(1)
})

test('rollups that cannot be written leave the old ones', () => {
  const writer = workspace()
  writeDrift(writer, rollups('2026-03-01'))
  expect(() => writeDrift(writer, { ...rollups('2026-03-02'), shifts: [SHIFT, SHIFT] })).toThrow(/UNIQUE/)
  expect(rows(writer, 'daily_count')).toMatchObject([{ date: '2026-03-01' }])
})

test('the infrastructure of all traces is told', () => {
  const writer = workspace()
  const rest = {
    spanId: null,
    label: null,
    explanation: null,
    evaluatorKind: 'llm' as const,
    value: 1,
    raw: null,
  }
  const score = {
    ...rest,
    traceId: 'trace-0',
    name: 'helpful',
    judge: 'gpt-4o',
    rubric: 'tone',
    rubricVersion: '2',
    atUs: 9,
  }
  importRecords(writer, 'scores', { scores: [score] })
  expect([...healthRows(writer)]).toMatchObject([
    {
      sessionKey: 'session-0',
      durationNs: 8_000_000_000,
      isError: false,
      tokens: 660,
      costUsd: 0.75,
      agent: 'booking',
    },
    { sessionKey: 'session-0' },
  ])
})
