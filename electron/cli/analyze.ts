import { formatCount, formatPlural, formatRate } from '../../shared/format.ts'
import type { Reclassification } from '../../shared/model/reclassification.ts'
import type { AnalysisResult } from '../services.ts'
import { oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { shiftJson } from './shifts.ts'
import { EXIT, type GlobalOptions, printJson, printLine, say } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface AnalyzeOptions extends GlobalOptions {
  only?: string
  force?: boolean
  strict?: boolean
}

export const addAnalyzeCommand: AddCommand = (program, done) => {
  program
    .command('analyze')
    .description('find the failure categories in what is new or stale, then step the watch')
    .option('--only <categories>', 'report on these categories only, separated by commas')
    .option('--force', 'look at every trace again')
    .option('--strict', 'exit with 3 where something asked for was not evaluable anywhere')
    .action(async (options: AnalyzeOptions) => {
      const result = await withServices(options, (services) => {
        const known = services.categoryIds()
        const only = options.only?.split(',').map((id) => oneOf('--only', id.trim(), known))
        const job = services.startAnalysis({ only, force: options.force })
        return followJob<AnalysisResult>(services, options, job)
      })
      if (options.json)
        printJson({ categories: result.categories, shifts: result.shifts.map((shift) => shiftJson(shift)) })
      else if (!options.quiet) printAnalysis(result)
      if (!options.json && !options.quiet && result.reclassified !== null) printChanges(result.reclassified)
      for (const { category, traceId, message } of result.ruleErrors)
        say(options, `The rule ${category} failed on trace ${traceId}: ${message}`)
      for (const { category, why } of result.stoppedRules)
        say(options, `The rule of ${category} was not asked: ${why}`)
      const silent = result.categories.some((category) => category.fired + category.notFired === 0)
      done(options.strict && silent ? EXIT.partly : EXIT.done)
    })
}

/** The analysis in words: a table of the categories, then the watch. */
export function printAnalysis(result: AnalysisResult): void {
  const width = Math.max(...result.categories.map((category) => category.id.length), 8)
  printLine(
    `${'category'.padEnd(width)}  ${'fired'.padStart(8)}  ${'not fired'.padStart(9)}  ${'not evaluable'.padStart(13)}  rate`,
  )
  for (const { id, fired, notFired, notEvaluable } of result.categories) {
    const evaluated = fired + notFired
    const rate = evaluated > 0 ? formatRate(fired / evaluated) : '–'
    printLine(
      `${id.padEnd(width)}  ${formatCount(fired).padStart(8)}  ${formatCount(notFired).padStart(9)}  ${formatCount(notEvaluable).padStart(13)}  ${rate}`,
    )
  }
  printLine(result.watch)
  for (const shift of result.shifts)
    printLine(`${shift.state === 'open' ? 'SHIFT' : 'closed'}  ${shift.sentence}`)
  for (const notice of result.notices) printLine(`noticed  ${notice.title}: ${notice.text}`)
}

const WORDS = { fired: 'fired', not_fired: 'not fired', not_evaluable: 'not evaluable' } as const

/** Where the rules say something else of traces they had looked at before. */
function printChanges({ traces, changed, added, categories }: Reclassification): void {
  printLine(
    `${formatPlural(traces, 'trace')} looked at again by other rules, ${formatCount(changed)} with another verdict.`,
  )
  if (added.length > 0) printLine(`new  ${added.join(', ')}`)
  for (const { category, changes, examples } of categories) {
    for (const change of changes) {
      const example = examples.find(({ before, now }) => before === change.before && now === change.now)
      const shown = example === undefined ? '' : `, e.g. ${example.traceId}`
      printLine(
        `changed  ${category}: ${formatPlural(change.traces, 'trace')} from ${WORDS[change.before]} to ${WORDS[change.now]}${shown}`,
      )
    }
  }
}
