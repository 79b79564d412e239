import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine } from './terminal.ts'
import { withServices } from './with-services.ts'

export const addQueryCommand: AddCommand = (program, done) => {
  program
    .command('query')
    .description('read-only SQL over the documented views')
    .argument('<sql>')
    .option('--limit <rows>', 'rows at most', '1000')
    .option('--seconds <n>', 'stop after so many seconds', '60')
    .action(async (sql: string, options: GlobalOptions & { limit: string; seconds: string }) => {
      await withServices(options, async (services) => {
        const result = await services.query({
          sql,
          limit: Number(options.limit),
          seconds: Number(options.seconds),
        })
        if (options.json) {
          printJson({ columns: result.columns, rows: result.rows, more: result.more })
          return
        }
        printLine(result.columns.join('\t'))
        for (const row of result.rows) printLine(row.map((cell) => cell ?? '').join('\t'))
        if (result.more) process.stderr.write(`more rows than ${options.limit} were found; raise --limit\n`)
      })
      done(EXIT.done)
    })
}
