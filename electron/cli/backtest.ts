import { open, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import { type Policy, policySchema } from '../../shared/model/policy.ts'
import { type AnalysisResult, runBacktest } from '../services.ts'
import { printAnalysis } from './analyze.ts'
import { previewChange } from './preview-change.ts'
import type { AddCommand } from './program.ts'
import { shiftJson } from './shifts.ts'
import { EXIT, type GlobalOptions, printJson, printLines } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface BacktestOptions extends GlobalOptions {
  counts?: string
  policy?: string
  save?: boolean
  reason?: string
  author?: string
}

export const addBacktestCommand: AddCommand = (program, done) => {
  program
    .command('backtest')
    .description("try an alert policy on the workspace's past, or on given daily counts")
    .option('--policy <file>', 'the policy to try, as JSON; what it leaves out is as it is now')
    .option('--save', 'keep the policy: the watch is made anew with it')
    .option('--reason <text>', 'why it is kept')
    .option('--author <name>', 'who decided', '')
    .option('--counts <file>', 'JSON Lines with counts, one world a line; - reads standard input')
    .action(async (options: BacktestOptions) => {
      if (options.counts === undefined) await tryPolicy(options)
      else await answerCounts(options.counts)
      done(EXIT.done)
    })
}

async function tryPolicy(options: BacktestOptions): Promise<void> {
  await withServices(options, async (services) => {
    const now = services.policy()
    const policy = options.policy === undefined ? now : await readPolicy(options.policy, now)
    const change: WatchChange = {
      kind: 'policy',
      policy,
      reason: options.reason ?? 'A preview.',
      author: options.author ?? '',
    }
    if (!options.save) {
      await previewChange(services, options, change)
      return
    }
    if (options.reason === undefined)
      throw new AppError('usage', { why: 'A decision needs a reason: add --reason.' })
    const result = await followJob<AnalysisResult>(services, options, services.startAnalysis({ change }))
    if (options.json) printJson({ policy, shifts: result.shifts.map((shift) => shiftJson(shift)) })
    else if (!options.quiet) printAnalysis(result)
  })
}

async function readPolicy(path: string, now: Policy): Promise<Policy> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new AppError('file_unreadable', { path, why: reasonOf(error) }, { cause: error })
  }
  const parsed = policySchema.partial().strict().safeParse(value)
  if (!parsed.success) throw new AppError('usage', { why: `${path}: ${reasonOf(parsed.error)}` })
  return { ...now, ...parsed.data }
}

async function answerCounts(counts: string): Promise<void> {
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
