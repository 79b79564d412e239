import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { runBacktest } from '../services.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printLines } from './terminal.ts'

export const addBacktestCommand: AddCommand = (program, done) => {
  program
    .command('backtest')
    .description('try the alert policy on given daily counts, one world a line')
    .option('--counts <file>', 'JSON Lines with counts; - reads standard input')
    .action(async ({ counts }: GlobalOptions & { counts?: string }) => {
      if (counts === undefined)
        throw new AppError('usage', {
          why: 'backtest needs --counts FILE, or --counts - for standard input.',
        })
      const input = counts === '-' ? process.stdin : await openCounts(counts)
      let line = 0
      async function* lines(): AsyncGenerator<string> {
        for await (const text of createInterface({ input, crlfDelay: Infinity })) {
          line++
          yield text
        }
      }
      try {
        await printLines(runBacktest(lines()))
      } catch (error) {
        const path = counts === '-' ? 'Standard input' : counts
        throw new AppError(
          'file_unreadable',
          { path, why: `line ${line} holds no world of counts (${reasonOf(error)})` },
          { cause: error },
        )
      }
      done(EXIT.done)
    })
}

async function openCounts(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream()
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const why = missing ? 'there is no such file' : reasonOf(error)
    throw new AppError('file_unreadable', { path, why }, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).replaceAll(/\s*\n\s*/g, ' ')
  return error instanceof Error ? error.message : String(error)
}
