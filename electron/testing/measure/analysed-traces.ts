import type { RecordedTrace } from '../../../shared/model/recorded-trace.ts'
import { learnTrace, normalsFrom } from '../../analysis/learn.ts'
import { runCategories, type TraceAnalysis } from '../../analysis/run-categories.ts'
import { readTraces } from '../read-traces.ts'
import { sharedData } from '../shared-data.ts'

export interface AnalysedTrace {
  trace: RecordedTrace
  analysis: TraceAnalysis
}

/** Every category over traces, with what is normal learned from the same traces. */
export function analyseTraces(traces: readonly RecordedTrace[]): AnalysedTrace[] {
  const counts = new Map()
  for (const trace of traces) learnTrace(counts, trace)
  const normals = normalsFrom(counts)
  return traces.map((trace) => ({ trace, analysis: runCategories(trace, { normals }) }))
}

/** The traces of reference data, analysed. Throws where the data is not beside the project. */
export async function analysedData(path: string): Promise<AnalysedTrace[]> {
  return analyseTraces(await readTraces(referencePath(path)))
}

/** The absolute path of reference data; throws where it is not there. */
export function referencePath(path: string): string {
  const full = sharedData(path)
  if (full === null)
    throw new Error(`There is nothing to measure: the reference data ${path} is not beside the project.`)
  return full
}

/** `.456` of 0.4561: three digits, as papers print them. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3)
}
