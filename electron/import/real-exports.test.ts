import { expect, test } from 'vitest'
import type { Span } from '../../shared/model/span.ts'
import { collectingSink, type Collected } from '../testing/importing.ts'
import { sharedData } from '../testing/shared-data.ts'
import { detectImporter } from './detect.ts'
import { walkSources } from './source-walk.ts'

/** Counts of MANIFEST.csv, and sources of a known format among the files. */
const EXPORTS: [name: string, format: string, traces: number, spans: number, sources: number][] = [
  ['otlp/otel-tui_collector-file-exporter_oteldemo.jsonl', 'otlp-json', 141, 547, 1],
  ['otlp/opentelemetry-proto_trace.json', 'otlp-json', 1, 1, 1],
  ['otlp/opentelemetry-proto_events.json', 'otlp-json', 0, 0, 1],
  ['jaeger/jaeger-ui_genaiTestTrace_synthetic.json', 'jaeger', 1, 57, 1],
  ['jaeger/jaeger-ui_testTrace.json', 'jaeger', 1, 4, 1],
  ['jaeger/oltp2jaeger-multi-out.json', 'jaeger', 1, 4, 1],
  ['jaeger/otlp2jaeger-multi-in-combined.json', 'otlp-json', 1, 4, 1],
  ['jaeger-agent/helm.json', 'jaeger', 1, 96, 1],
  ['jaeger-agent/k8s.json', 'jaeger', 1, 73, 1],
  ['tempo/tempo_export_with_batches_agent.json', 'otlp-json', 1, 86, 1],
  // A file of labels beside every trace, and three whose traces are missing.
  ['trail/trail-dev.tar.gz', 'nested-otel', 55, 1406, 113],
]

test.each(EXPORTS)('%s is %s: %i traces, %i spans', async (name, format, traces, spans, sources) => {
  const path = sharedData(name)
  if (path === null) return
  const { got, formats } = await importAll(path)
  expect(formats.filter((id) => id !== null)).toEqual(Array.from({ length: sources }, () => format))
  expect(new Set(got.spans.map(({ traceId }) => traceId)).size).toBe(traces)
  expect(new Set(got.spans.map(({ traceId, spanId }) => `${traceId}/${spanId}`)).size).toBe(spans)
  expect(got.rejected).toEqual([])
})

test('the agent spans of a Jaeger download carry their conversation, tool and tokens', async () => {
  const path = sharedData('jaeger-agent/helm.json')
  if (path === null) return
  const { got } = await importAll(path)
  const calls = got.spans
    .filter(({ name }) => name === 'openai.chat')
    .toSorted((a, b) => a.startUs - b.startUs)
  expect(
    calls.map(({ kind, inputTokens, outputTokens, cachedTokens, finishReason }) => [
      kind,
      inputTokens,
      outputTokens,
      cachedTokens,
      finishReason,
    ]),
  ).toEqual([
    ['llm', 1820, 13, 0, 'tool_calls'],
    ['llm', 1956, 117, 1792, 'stop'],
  ])
  expect(calls[1]?.inputMessages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
  expect(calls[1]?.inputMessages[0]).toBe(calls[0]?.inputMessages[0])
  expect(calls[0]?.outputMessages[0]?.toolCalls?.[0]?.name).toBe('helm_list_releases')
  const tool = got.spans.find(({ kind }) => kind === 'tool')
  expect(tool).toMatchObject({ toolName: 'helm_list_releases', outputKey: 'gcp.vertex.agent.tool_response' })
  expect(got.spans.find(({ kind }) => kind === 'agent')?.agentName).toBe('helm_agent')
})

test('TRAIL has its model calls with messages, its tools by name, and tokens on model calls alone', async () => {
  const path = sharedData('trail/trail-dev.tar.gz')
  if (path === null) return
  const { got } = await importAll(path)
  const kinds = Map.groupBy(got.spans, ({ kind }) => kind)
  const llm = kinds.get('llm') ?? []
  expect([...kinds].map(([kind, spans]) => `${kind} ${spans.length}`).toSorted()).toEqual([
    'agent 76',
    'chain 328',
    'llm 592',
    'other 209',
    'tool 202',
  ])
  expect(llm.filter(({ inputMessages }) => inputMessages.length === 0).length).toBeLessThan(10)
  expect(got.spans.filter(({ kind, inputTokens }) => kind !== 'llm' && inputTokens !== null)).toEqual([])
  expect(new Set((kinds.get('tool') ?? []).map(({ toolName }) => toolName))).toContain('final_answer')
  const failed = got.spans.filter(({ status, errorType }: Span) => status === 'error' && errorType !== null)
  expect(failed.length).toBe(125)
})

async function importAll(path: string): Promise<{ got: Collected; formats: (string | null)[] }> {
  const { sink, got } = collectingSink()
  const formats: (string | null)[] = []
  const notes = new Map<string, unknown>()
  for await (const source of walkSources(path)) {
    const { importer } = detectImporter(await source.probe())
    formats.push(importer?.id ?? null)
    await importer?.read(source, sink, notes)
  }
  return { got, formats }
}
