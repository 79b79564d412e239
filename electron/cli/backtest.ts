import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AppError } from '../../shared/errors.ts'
import { runBacktest } from '../services.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions } from './terminal.ts'

export const addBacktestCommand: AddCommand = (program, done) => {
  program
    .command('backtest')
    .description('try the alert policy on given daily counts, one world a line')
    .option('--counts <file>', 'JSON Lines with counts; - reads standard input')
    .action(async (options: GlobalOptions & { counts?: string }) => {
      if (options.counts === undefined) {
        throw new AppError('usage', {
          why: 'backtest needs --counts FILE, or --counts - for standard input.',
        })
      }
      const input = options.counts === '-' ? process.stdin : createReadStream(options.counts)
      for await (const answer of runBacktest(createInterface({ input, crlfDelay: Infinity }))) {
        if (!process.stdout.write(`${answer}\n`))
          await new Promise((resolve) => process.stdout.once('drain', resolve))
      }
      done(EXIT.done)
    })
}
