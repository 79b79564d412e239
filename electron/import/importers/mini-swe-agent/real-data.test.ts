import { expect, test } from 'vitest'
import { collectingSink } from '../../../testing/importing.ts'
import { sharedData } from '../../../testing/shared-data.ts'
import { detectImporter } from '../../detect.ts'
import { walkSources } from '../../source-walk.ts'
import { miniSweAgent } from './index.ts'

/** Counted in the files: runs and messages as in MANIFEST.csv, answers, calls, tokens, cost, runs that did not submit. */
const ARCHIVES = [
  ['deepseek_chat_dev', 23, 3732, 1843, 1843, 39_000_961, 376_068, 1.577728936, 0],
  ['deepseek_lite_dev', 23, 3968, 1961, 1961, 41_749_495, 386_517, 1.461844636, 0],
  ['deepseek_reasoner_dev', 15, 1350, 655, 655, 16_157_937, 153_634, 0.6002136, 10],
] as const

test.each(ARCHIVES)(
  '%s holds %i runs of %i messages',
  async (name, traces, messages, calls, tools, inputTokens, outputTokens, cost, failed) => {
    const path = sharedData(`mini-swe-agent/${name}.tar.gz`)
    if (path === null) return
    const { sink, got } = collectingSink()
    for await (const source of walkSources(path)) {
      if (detectImporter(await source.probe()).importer?.id !== miniSweAgent.id) continue
      await miniSweAgent.read(source, sink)
    }
    const llm = got.spans.filter(({ kind }) => kind === 'llm')
    const sum = (of: (span: (typeof llm)[number]) => number | null): number =>
      llm.reduce((total, span) => total + (of(span) ?? 0), 0)
    const runs = Map.groupBy(got.spans, ({ traceId }) => traceId)
    expect([runs.size, llm.length, got.spans.filter(({ kind }) => kind === 'tool').length]).toEqual([
      traces,
      calls,
      tools,
    ])
    expect([sum((span) => span.inputTokens), sum((span) => span.outputTokens)]).toEqual([
      inputTokens,
      outputTokens,
    ])
    expect(sum((span) => span.costUsd)).toBeCloseTo(cost, 9)
    const failures = [...runs.values()].filter((spans) =>
      spans.some(({ kind, status }) => kind !== 'tool' && status === 'error'),
    )
    expect(failures.length).toBe(failed)
    // Prompts, answers, results; what was submitted stands in the last message, and so does why a run failed.
    const answered = got.spans.filter(({ outputKey }) => outputKey === 'gen_ai.tool.call.result').length
    expect(2 * traces + calls + answered + failed).toBe(messages)
    expect(got.rejected).toEqual([])
  },
)
