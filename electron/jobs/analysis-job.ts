import { CATEGORIES } from '../analysis/registry.ts'
import { AppError } from '../../shared/errors.ts'
import { openWriter } from '../store/connection.ts'
import { requireWhole } from '../store/excerpt.ts'
import { writeWhole } from '../store/whole.ts'
import { classifyTraces } from './classify-traces.ts'
import type { AnalysisInput, AnalysisResult } from './results.ts'
import { updateDrift } from './update-drift.ts'
import type { JobContext } from './worker-context.ts'

/**
 * Runs the categories over traces that are new or stale, then steps the watch over the whole workspace.
 * All or nothing: cancelled or killed, the workspace is as before.
 */
export async function runAnalysis(input: AnalysisInput, context: JobContext): Promise<AnalysisResult> {
  const custom = input.custom ?? []
  const catalogue = [...CATEGORIES, ...custom.map(({ category }) => category)]
  const unknown = input.only?.find((id) => !catalogue.some((category) => category.id === id))
  if (unknown !== undefined) throw new AppError('usage', { why: `There is no category ${unknown}.` })
  const connection = openWriter(input.workspacePath, {
    create: true,
    // A decision cannot be imported again.
    durable: input.change !== undefined,
  })
  try {
    requireWhole(connection)
    return await writeWhole(connection, async () => {
      const { analysed, errors, reclassified } = classifyTraces(connection, input, context)
      context.progress({ detail: 'stepping the watch', fraction: null })
      const { tallies, watch } = updateDrift(connection, catalogue, context, input.change ?? null)
      const shown = catalogue.filter(({ id }) => input.only?.includes(id) ?? true)
      return {
        categories: shown.map(({ id, version, class: worst }) => {
          const { fired, notFired, notEvaluable } = tallies.get(id) ?? {
            fired: 0,
            notFired: 0,
            notEvaluable: 0,
          }
          return { id, version, class: worst, fired, notFired, notEvaluable }
        }),
        shifts: watch.shifts,
        notices: watch.notices,
        watch: watch.record.sentence,
        analysedTraces: analysed,
        ruleErrors: errors,
        stoppedRules: custom.flatMap(({ category, why }) =>
          why === null ? [] : [{ category: category.id, why }],
        ),
        reclassified,
      }
    })
  } finally {
    connection.close()
  }
}
