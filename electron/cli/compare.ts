import type { ComparisonRun } from '../../shared/contract/compare.ts'
import type { AddCommand } from './program.ts'
import { printComparison } from './print-comparison.ts'
import { EXIT, type GlobalOptions, printJson } from './terminal.ts'
import { withServices } from './with-services.ts'

interface CompareOptions extends GlobalOptions {
  a: string
  b: string
  paired?: string
  strict?: boolean
}

export const addCompareCommand: AddCommand = (program, done) => {
  program
    .command('compare')
    .description('two sets of traces: what b does more or less often than a')
    .requiredOption('--a <filter>', 'the reference, in the filter language, e.g. import:before')
    .requiredOption('--b <filter>', 'what is compared with it; every verdict describes b')
    .option('--paired <attribute>', 'attribute of the root span that names the task (default: looked for)')
    .option('--strict', 'exit with 3 where something asked for could not be compared')
    .action(async ({ a, b, paired, ...options }: CompareOptions) => {
      const result = await withServices(options, async (services) => services.compare({ a, b, paired }))
      if (options.json) printJson(comparisonJson(result))
      else printComparison(result, options)
      done(options.strict && hasGaps(result, paired) ? EXIT.partly : EXIT.done)
    })
}

/** Whether a side is empty, a category has no verdict on a side, a pairing was asked for in vain, or anything was refused. */
function hasGaps(result: ComparisonRun, paired: string | undefined): boolean {
  return (
    result.a.traces === 0 ||
    result.b.traces === 0 ||
    result.refused.length > 0 ||
    (paired !== undefined && result.pairedTasks === null) ||
    result.categories.some(({ a, b }) => a.n === 0 || b.n === 0)
  )
}

/** The promised shape first, then what is told beside it. */
function comparisonJson({ a, b, categories, scores, refused, ...rest }: ComparisonRun): unknown {
  return {
    a,
    b,
    categories: categories.map(
      ({ id, a: ofA, b: ofB, ratio, low, high, adjustedP, verdict, mix, behaviour, ...more }) => ({
        id,
        a: ofA,
        b: ofB,
        ratio,
        low,
        high,
        adjustedP,
        verdict,
        mix,
        behaviour,
        ...more,
      }),
    ),
    scores: scores.map(
      ({ name, rubric, judge, a: ofA, b: ofB, difference, low, high, adjustedP, verdict, ...more }) => ({
        name,
        rubric,
        judge,
        a: ofA,
        b: ofB,
        difference,
        low,
        high,
        adjustedP,
        verdict,
        ...more,
      }),
    ),
    refused,
    ...rest,
  }
}
