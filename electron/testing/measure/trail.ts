/**
 * `npm run measure:trail`: findings against TRAIL's human labels, in two halves by a hash of the trace's id. Rules were
 * written with half A in view. Beside them two baselines: every span with every category, and one constant claim.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analysedData, referencePath, type AnalysedTrace } from './analysed-traces.ts'

const MAP = fileURLToPath(new URL('../../../resources/trail-map.json', import.meta.url))
const SCORER = fileURLToPath(new URL('../../../../shared/bench/trail-score.mjs', import.meta.url))

interface Scored {
  precision: number
  recall: number
  f1: number
  found: number
  labels: number
}

interface Result {
  exact: Scored
  trace: Scored
  perCategory: Record<string, { fired: number; exact: number; trace: number }>
}

interface Claim {
  traceId: string
  spanId: string
  blameSpanId?: string | null
  category: string
}

const archive = referencePath('trail/trail-dev.tar.gz')
const folder = mkdtempSync(join(tmpdir(), 'tidemark-trail-'))
try {
  execFileSync('tar', ['xzf', archive, '-C', folder])
  const analysed = await analysedData('trail/trail-dev.tar.gz')
  const halves = Map.groupBy(analysed, ({ trace }) =>
    isHalfA(trace.traceId) ? 'A, in view' : 'B, not looked at',
  )
  const rows: Record<string, Record<string, string | number>> = {}
  for (const [half, traces] of [...halves].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const claims = traces.flatMap(({ analysis }) => analysis.findings)
    const result = score(traces, claims, MAP)
    console.log(`\nHalf ${half}: ${traces.length} traces, by category`)
    console.table(result.perCategory)
    rows[`${half}: these rules`] = rowOf(result)
    rows[`${half}: every span, every category`] = rowOf(score(traces, everyClaim(traces), everyMap()))
    rows[`${half}: the same claim everywhere`] = rowOf(score(traces, constantClaims(traces), constantMap()))
  }
  console.table(rows)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function isHalfA(traceId: string): boolean {
  return createHash('sha256').update(traceId).digest()[0]! % 2 === 0
}

function rowOf({ exact, trace }: Result): Record<string, number> {
  return {
    precision: exact.precision,
    recall: exact.recall,
    F1: exact.f1,
    claims: exact.found,
    labels: exact.labels,
    'trace precision': trace.precision,
    'trace recall': trace.recall,
  }
}

function score(traces: readonly AnalysedTrace[], claims: readonly Claim[], map: string): Result {
  const list = join(folder, 'traces.txt')
  writeFileSync(list, traces.map(({ trace }) => trace.traceId).join('\n'))
  const labels = ['gaia', 'swe_bench'].flatMap((name) => [
    '--labels',
    join(folder, 'trail', `processed_annotations_${name}`),
  ])
  const printed = execFileSync('node', [SCORER, '--json', '--map', map, '--traces', list, ...labels], {
    input: claims.map((claim) => JSON.stringify(claim)).join('\n'),
    maxBuffer: 1 << 28,
  })
  return JSON.parse(printed.toString()) as Result
}

/** All categories that are claimed anywhere, under one word. */
function everyMap(): string {
  const map = JSON.parse(readFileSync(MAP, 'utf8')) as Record<string, unknown>
  const all = new Set(Object.values(map).filter(Array.isArray).flat())
  const path = join(folder, 'every.json')
  writeFileSync(
    path,
    JSON.stringify({ every: [...all, 'Language-only', 'Tool-related', 'Tool Output Misinterpretation'] }),
  )
  return path
}

function everyClaim(traces: readonly AnalysedTrace[]): Claim[] {
  return traces.flatMap(({ trace }) =>
    trace.spans.map(({ spanId }) => ({ traceId: trace.traceId, spanId, category: 'every' })),
  )
}

function constantMap(): string {
  const path = join(folder, 'constant.json')
  writeFileSync(path, JSON.stringify({ constant: ['Formatting Errors'] }))
  return path
}

/** The most frequent label at every model call. */
function constantClaims(traces: readonly AnalysedTrace[]): Claim[] {
  return traces.flatMap(({ trace }) =>
    trace.spans
      .filter(({ kind }) => kind === 'llm')
      .map(({ spanId }) => ({ traceId: trace.traceId, spanId, category: 'constant' })),
  )
}
