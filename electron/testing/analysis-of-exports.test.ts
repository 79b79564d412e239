import { expect, test } from 'vitest'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { evidenceValue } from '../analysis/evidence.ts'
import { learnTrace, normalsFrom } from '../analysis/learn.ts'
import type { ToolCounts } from '../analysis/learn.ts'
import { runCategories } from '../analysis/run-categories.ts'
import { readTraces } from './read-traces.ts'
import { sharedData } from './shared-data.ts'

const TRAIL = sharedData('trail/trail-dev.tar.gz')
const FOLDERS = [
  'otlp',
  'jaeger',
  'jaeger-agent',
  'tempo',
  'agentrx',
  'agentrx-otel-injected',
  'any-agent',
  'atif',
  'claude-code',
  'inspect-ai',
  'langfuse',
  'medagentbench',
  'phoenix',
  'swe-agent',
  'tau-bench',
  'tau2-bench',
  'who-and-when',
]

function analyse(traces: readonly RecordedTrace[]) {
  const counts: ToolCounts = new Map()
  for (const trace of traces) learnTrace(counts, trace)
  const normals = normalsFrom(counts)
  return traces.map((trace) => ({ trace, ...runCategories(trace, { normals }) }))
}

/** Findings whose evidence is missing or is not what stands at its place, and rules that failed. */
function flawsOf({ trace, findings, errors }: ReturnType<typeof analyse>[number]): string[] {
  const spans = new Map(trace.spans.map((span) => [span.spanId, span]))
  const flaws = errors.map(({ category, message }) => `${category}: ${message}`)
  for (const { category, evidence } of findings) {
    if (evidence.length === 0) flaws.push(`${category} has no evidence`)
    for (const { spanId, path, start, end, text } of evidence) {
      const value = evidenceValue(spans.get(spanId)!, path)
      const there = start === null || end === null ? value : value?.slice(start, end)
      if (there !== text) flaws.push(`${category}: ${path} holds ${there}, not ${text}`)
    }
  }
  return flaws
}

test.each(FOLDERS)(
  'no rule fails on the traces of %s, and every range of evidence is true',
  async (folder) => {
    const path = sharedData(folder)
    if (path === null) return
    const traces = await readTraces(path)
    expect(traces.length).toBeGreaterThan(0)
    expect(analyse(traces).flatMap(flawsOf)).toEqual([])
  },
)

test.skipIf(TRAIL === null)(
  'labelled runs: events count once, and what is normal there does not fire',
  async () => {
    const analyses = analyse(await readTraces(TRAIL!))
    expect(analyses).toHaveLength(55)
    expect(analyses.flatMap(flawsOf)).toEqual([])

    const at = (category: string) =>
      analyses.flatMap(({ trace, findings }) =>
        findings
          .filter((finding) => finding.category === category)
          .map(({ spanId }) => trace.spans.find((span) => span.spanId === spanId)!),
      )
    // 52 tool spans and 9 steps whose code failed; 67 steps and 2 agents carry an error status in all.
    expect(Map.groupBy(at('tool_error'), ({ kind }) => kind).get('tool')).toHaveLength(52)
    const kinds = new Set(at('tool_error').map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['tool', 'chain']))
    expect(at('tool_error').length).toBeLessThan(70)
    expect(at('tool_empty').filter(({ name }) => /FinalAnswer|Finder/.test(name))).toEqual([])
    expect(at('tool_error_silent').every(({ name }) => name === 'VisitTool')).toBe(true)
  },
)
