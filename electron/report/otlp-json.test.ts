import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Double, SplitText } from '../../shared/model/attribute.ts'
import type { Score } from '../../shared/model/score.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { detectImporter } from '../import/detect.ts'
import { otlpJson } from '../import/importers/otlp-json/index.ts'
import { walkSources } from '../import/source-walk.ts'
import { SourceMemory, translate } from '../import/translate.ts'
import { collectingSink, readable, readWith, type Collected } from '../testing/importing.ts'
import { importerFixtures } from '../testing/importer-fixtures.ts'
import { sharedData } from '../testing/shared-data.ts'
import { otlpLines } from './otlp-json.ts'

function exportText(spans: readonly Span[], scores: readonly Score[] = []): string {
  const memory = new SourceMemory()
  return [...otlpLines(spans, scores, { derive: (span) => translate(span, memory) })].join('\n')
}

/** Spans and scores alone, in an order of their own: export groups them by trace, resource and scope. */
function content({ spans, scores }: Collected): string[] {
  return spans
    .map((span) => readable({ ...NOTHING, spans: [span] }))
    .concat(scores.map((score) => readableScore(score)))
    .toSorted()
}
/** A score whatever the order of its members. */
function readableScore(score: Score): string {
  return JSON.stringify(Object.entries(score).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const NOTHING: Collected = { spans: [], scores: [], aliases: [], rejected: [], skipped: [], notes: [] }

/** What comes back after export and import. */
async function roundTrip(got: Collected): Promise<string[]> {
  const again = await readWith(otlpJson, exportText(got.spans, got.scores))
  expect(again.rejected).toEqual([])
  return content(again)
}

test.each(importerFixtures())(
  '$name comes back the same after export and import',
  async ({ importer, url }) => {
    const got = await readWith(importer, readFileSync(url))
    // Labels alone tell their scores with the traces of the same import.
    const hasTraces = !url.pathname.endsWith('/nested-otel/fixtures/labels.json')
    expect(got.spans.length + got.scores.length > 0).toBe(hasTraces)
    expect(await roundTrip(got)).toEqual(content(got))
  },
)

test('spans that deriving tells all of carry no fields of their own', async () => {
  const bytes = readFileSync(
    new URL('../import/importers/otlp-json/fixtures/collector.jsonl', import.meta.url),
  )
  const text = exportText((await readWith(otlpJson, bytes)).spans)
  expect(text).not.toContain('tidemark.field')
})

test('without deriving, the fields travel beside the attributes', async () => {
  const span = {
    ...emptySpan('t', 's'),
    startUs: 1,
    name: 'x',
    kind: 'tool' as const,
    toolName: 'search',
    inputTokens: 3,
  }
  const text = [...otlpLines([span], [])].join('\n')
  const again = await readWith(otlpJson, text)
  expect(again.spans).toEqual([{ ...span, attributes: new Map() }])
})

test('a span of a source without hex ids, clock, resource or attributes survives', async () => {
  const first: Span = {
    ...emptySpan('run/1', 'step-1'),
    name: 'step',
    kind: 'llm',
    syntheticTime: true,
    durationNs: null,
    inputMessages: [{ role: 'user', text: 'hi "there"\ud800\u0000' }],
    outputMessages: [{ role: 'assistant', text: '', toolCalls: [{ id: null, name: 'f', arguments: '{}' }] }],
    requestedBy: 'user',
    costUsd: 0.25,
    inputTokens: 7,
    extra: new Map([['notes', new Map([['__proto__', new Double(3)]])]]),
    links: [{ traceId: 'other run', spanId: 'step', attributes: new Map([['k', 2n ** 60n]]) }],
  }
  const second: Span = {
    ...first,
    spanId: 'step-2',
    parentSpanId: 'step-1',
    startUs: 1,
    durationNs: -5,
    kind: 'tool',
  }
  const score: Score = {
    traceId: 'run/1',
    spanId: null,
    name: 'reward',
    value: 1,
    label: null,
    explanation: null,
    evaluatorKind: 'code',
    judge: 'checker',
    rubric: null,
    rubricVersion: null,
    atUs: 17,
    raw: '{"a":1}',
  }
  const scores = [
    score,
    { ...score, spanId: 'step-2', value: 0.5 },
    { ...score, spanId: 'gone', evaluatorKind: null },
  ]
  const got = { ...NOTHING, spans: [first, second], scores }
  expect(await roundTrip(got)).toEqual(content(got))
})

test('scores of a trace without spans travel as evaluation results', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c'
  const score: Score = {
    traceId: trace,
    spanId: 'b7ad6b7169203331',
    name: 'helpfulness',
    value: 0.5,
    label: 'fair',
    explanation: 'why',
    evaluatorKind: 'llm',
    judge: 'm',
    rubric: 'r',
    rubricVersion: '2',
    atUs: 1767225600000000,
    raw: null,
  }
  expect((await readWith(otlpJson, exportText([], [score]))).scores).toEqual([score])
})

test('a cut list is written as its text, and doubles, bytes and large integers keep their types', async () => {
  const attributes = new Map<string, Span['attributes'] extends Map<string, infer V> ? V : never>([
    ['list', new SplitText('[', ['1', '2'], ', ', ' ]')],
    ['whole', new Double(-0)],
    ['word', Number.NEGATIVE_INFINITY],
    ['bytes', Buffer.from([0, 255])],
    ['large', -(2n ** 63n)],
    ['nothing', null],
    ['', false],
  ])
  const span: Span = {
    ...emptySpan('0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'),
    startUs: 5,
    attributes,
  }
  const { spans } = await readWith(otlpJson, exportText([span]))
  expect(spans[0]?.attributes).toEqual(new Map(attributes).set('list', '[1, 2 ]'))
})

const REAL = [
  'otlp/otel-tui_collector-file-exporter_oteldemo.jsonl',
  'otlp/opentelemetry-proto_trace.json',
  'jaeger/jaeger-ui_genaiTestTrace_synthetic.json',
  'jaeger/oltp2jaeger-multi-out.json',
  'jaeger-agent/helm.json',
  'jaeger-agent/k8s.json',
  'tempo/tempo_export_with_batches_agent.json',
  'trail/trail-dev.tar.gz',
]

test.each(REAL)('the real export %s comes back the same', async (name) => {
  const path = sharedData(name)
  if (path === null) return
  for await (const source of walkSources(path)) {
    const { importer } = detectImporter(await source.probe())
    if (!importer) continue
    const { sink, got } = collectingSink()
    await importer.read(source, sink, new Map())
    // A span that stands twice in its file is exported twice as well.
    expect(await roundTrip(got)).toEqual(content(got))
  }
})
