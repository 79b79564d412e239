import { numberOption } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine, printLines, say } from './terminal.ts'
import { withServices } from './with-services.ts'

/** Bounds of the contract's `query.run`. */
const MOST_ROWS = 10_000
const MOST_SECONDS = 300

export const addQueryCommand: AddCommand = (program, done) => {
  program
    .command('query')
    .description('read-only SQL over the documented views')
    .argument('<sql>')
    .option('--limit <rows>', 'rows at most', '1000')
    .option('--seconds <n>', 'stop after so many seconds', '60')
    .action(async (sql: string, options: GlobalOptions & { limit: string; seconds: string }) => {
      const limit = numberOption('--limit', options.limit, { least: 1, most: MOST_ROWS, whole: true })
      const seconds = numberOption('--seconds', options.seconds, { above: 0, most: MOST_SECONDS })
      await withServices(options, async (services) => {
        const { columns, rows, more } = await services.query({ sql, limit, seconds })
        if (options.json) printJson({ columns, rows, more })
        else {
          printLine(columns.join('\t'))
          await printLines(rows.map((row) => row.map((cell) => cell ?? '').join('\t')))
        }
        if (more) say(options, `There are more rows than the ${rows.length} shown.`)
      })
      done(EXIT.done)
    })
}
