import { once } from 'node:events'
import { createWriteStream, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchRow, runCommand } from './measure.ts'

const SPANS_PER_TRACE = 40
/** Words of an answer; spans of 2 KB are what agents leave in Jaeger. */
const WORDS = 300

/** Imports one JSON document of about `megabytes`, as Jaeger's UI downloads it: an array of traces that no parser can hold at once. */
export async function benchDocument(folder: string, megabytes: number): Promise<BenchRow[]> {
  const file = join(folder, 'download.json')
  const workspace = join(folder, 'document.tidemark')
  const traces = await writeDocument(file, megabytes * 1e6)
  const bytes = statSync(file).size
  const run = await runCommand(['import', file, '--workspace', workspace, '--json', '--quiet'])
  const counted = await runCommand([
    'query',
    'SELECT count(*) AS n, sum(span_count) AS spans FROM traces',
    '--workspace',
    workspace,
    '--json',
  ])
  rmSync(file)
  const whole = counted.stdout.includes(`${traces}`) && counted.stdout.includes(`${traces * SPANS_PER_TRACE}`)
  const peak = run.peakMb ?? Number.NaN
  return [
    {
      what: `one Jaeger document of ${(bytes / 1e6).toFixed(0)} MB: peak memory of its import`,
      measured: `${peak.toFixed(0)} MB (${(bytes / 1e6 / run.seconds).toFixed(0)} MB/s)`,
      goal: 'below 600 MB',
      met: peak < 600,
    },
    {
      what: `all of its ${traces} traces and ${traces * SPANS_PER_TRACE} spans`,
      measured: whole ? 'there' : 'not there',
      goal: 'there',
      met: whole,
    },
  ]
}

async function writeDocument(file: string, bytes: number): Promise<number> {
  const out = createWriteStream(file)
  let written = 0
  let traces = 0
  out.write('{"data":[')
  while (written < bytes) {
    const text = JSON.stringify(traceOf(traces))
    written += text.length + 1
    if (!out.write((traces === 0 ? '' : ',') + text)) await once(out, 'drain')
    traces++
  }
  out.end('],"total":0,"limit":0,"offset":0,"errors":null}')
  await once(out, 'finish')
  return traces
}

function tag(key: string, value: string | number): unknown {
  return { key, type: typeof value === 'number' ? 'int64' : 'string', value }
}

function traceOf(number: number): unknown {
  const traceID = (number + 1).toString(16).padStart(32, '0')
  const spans = Array.from({ length: SPANS_PER_TRACE }, (_, index) => ({
    traceID,
    spanID: (index + 1).toString(16).padStart(16, '0'),
    operationName:
      index === 0 ? 'invoke_agent helper' : index % 2 === 1 ? 'chat gpt-4.1' : 'execute_tool search',
    references: index === 0 ? [] : [{ refType: 'CHILD_OF', traceID, spanID: '0000000000000001' }],
    startTime: 1_772_442_000_000_000 + number * 1e6 + index * 1000,
    duration: 900,
    tags: [
      tag('gen_ai.operation.name', index === 0 ? 'invoke_agent' : index % 2 === 1 ? 'chat' : 'execute_tool'),
      tag('gen_ai.request.model', 'gpt-4.1'),
      tag('gen_ai.usage.input_tokens', 100 + index),
      tag('gen_ai.completion.0.content', proseOf(number * SPANS_PER_TRACE + index)),
    ],
    logs: [],
    processID: 'p1',
  }))
  return { traceID, spans, processes: { p1: { serviceName: 'helper', tags: [] } }, warnings: null }
}

/** Words that differ from span to span, so that nothing is stored only once by chance. */
function proseOf(seed: number): string {
  let state = seed * 2_654_435_761 + 1
  const words: string[] = []
  for (let word = 0; word < WORDS; word++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words.push(VOCABULARY[state % VOCABULARY.length] ?? '')
  }
  return words.join(' ')
}

const VOCABULARY =
  'order tide harbour parcel invoice refund courier address warehouse item receipt customs'.split(' ')
