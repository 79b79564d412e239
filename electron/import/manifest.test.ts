import { describe, expect, test } from 'vitest'
import { readManifest } from '../testing/cli/manifest.ts'
import { collectingSink } from '../testing/importing.ts'
import { sharedData } from '../testing/shared-data.ts'
import { detectImporter } from './detect.ts'
import { MAPPED_REASONS } from './importers/generic/mapped-reading.ts'
import { walkSources } from './source-walk.ts'

const MANIFEST = sharedData('MANIFEST.csv')
const FOLDER = MANIFEST?.replace(/MANIFEST\.csv$/, '') ?? ''

/** Which importer reads what below a folder or file of the reference data; null where it is no export. The first counts. */
const FORMATS: readonly (readonly [path: string, format: string | null])[] = [
  ['agentrx-otel-injected/ground_truth/', 'otel-sdk'],
  ['agentrx-otel-injected/', 'otel-sdk'],
  ['agentrx/ground_truth/', 'agentrx'],
  ['agentrx/magentic_dataset/', 'agentrx'],
  ['agentrx/policies/', null],
  ['agentrx/tau_retail/', 'tau-bench'],
  ['agentrx/tool_schemas/', 'generic'],
  ['any-agent/', 'otel-sdk'],
  ['atif/', 'atif'],
  ['braintrust/wrap-', 'braintrust'],
  ['braintrust/', 'generic'],
  ['claude-code/', 'claude-code'],
  ['inspect-ai/', 'inspect'],
  ['jaeger/otlp2jaeger', 'otlp-json'],
  ['jaeger/', 'jaeger'],
  ['jaeger-agent/', 'jaeger'],
  ['langfuse/', 'langfuse'],
  ['logfire/', null],
  ['medagentbench/', 'agentbench'],
  ['mini-swe-agent/', 'mini-swe-agent'],
  ['otlp/', 'otlp-json'],
  ['phoenix/', 'phoenix'],
  ['swe-agent/', 'swe-agent'],
  ['tau-bench/', 'tau-bench'],
  ['tau2-bench-judge/', 'tau2-judge'],
  ['tau2-bench/', 'tau2-bench'],
  ['tempo/', 'otlp-json'],
  ['trail/', 'nested-otel'],
  ['vercel-ai/', null],
  ['who-and-when/', 'who-and-when'],
  ['zipkin/', 'zipkin'],
]

interface Read {
  formats: Set<string | null>
  /** Of spans, and of scores that stand without any. */
  traces: number
  spans: number
  rejected: string[]
}

async function readFile(file: string): Promise<Read> {
  const { sink, got } = collectingSink()
  const formats = new Set<string | null>()
  const notes = new Map<string, unknown>()
  for await (const source of walkSources(FOLDER + file)) {
    const { importer } = detectImporter(await source.probe())
    formats.add(importer?.id ?? null)
    await importer?.read(source, sink, notes)
  }
  const spans = new Set(got.spans.map(({ traceId, spanId }) => JSON.stringify([traceId, spanId])))
  return {
    formats,
    traces: new Set(got.spans.map(({ traceId }) => traceId)).size,
    spans: spans.size,
    rejected: got.rejected.map(({ reason }) => reason),
  }
}

describe.skipIf(MANIFEST === null)('the reference data', () => {
  const rows = MANIFEST === null ? [] : [...readManifest(MANIFEST).values()]

  test.each(rows)(
    '$file has the format, traces and spans that were counted',
    async ({ file, traces, spans }) => {
      const expected = FORMATS.find(([path]) => file.startsWith(path))?.[1]
      const read = await readFile(file)
      expect([...read.formats].filter((format) => format !== null)).toEqual(
        expected === null ? [] : [expected],
      )
      // Request logs of a test suite, where a mapping reads those records that hold a call.
      const accepted: string[] = expected === 'generic' ? [MAPPED_REASONS.call] : []
      expect(read.rejected.filter((reason) => !accepted.includes(reason))).toEqual([])
      // A span count is only there where the source has spans of its own.
      expect({ traces: read.traces, spans: read.spans }).toEqual({
        traces: traces ?? read.traces,
        spans: spans ?? read.spans,
      })
    },
  )

  test('every file is covered', () => {
    expect(rows.length).toBeGreaterThan(200)
    expect(rows.filter(({ file }) => !FORMATS.some(([path]) => file.startsWith(path)))).toEqual([])
  })
})
