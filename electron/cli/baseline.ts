import { AppError } from '../../shared/errors.ts'
import { formatCount, formatPlural } from '../../shared/format.ts'
import { type WatchChange, watchChangeSchema } from '../../shared/model/baseline.ts'
import type { AnalysisResult, Services } from '../services.ts'
import { printAnalysis } from './analyze.ts'
import { numberOption } from './option-values.ts'
import { previewChange } from './preview-change.ts'
import type { AddCommand } from './program.ts'
import { shiftJson } from './shifts.ts'
import { EXIT, type GlobalOptions, printJson, printLine, say } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface BaselineOptions extends GlobalOptions {
  choose?: string
  exclude?: string[]
  name?: string
  accept?: string
  takeBack?: string
  reason?: string
  author?: string
  preview?: boolean
}

const collect = (value: string, before: string[] = []): string[] => [...before, value]

export const addBaselineCommand: AddCommand = (program, done) => {
  program
    .command('baseline')
    .description('what is held to be normal: every version with its reason; choose, accept, take back')
    .option('--choose <from..to>', 'make the days of this window the baseline, e.g. 2026-03-02..2026-03-29')
    .option(
      '--exclude <from..to>',
      'leave out these days of the window (an incident); may be repeated',
      collect,
    )
    .option('--name <name>', 'a name for the chosen baseline')
    .option('--accept <shift>', 'make the days since the onset of this shift normal for its category')
    .option('--take-back <version>', 'withdraw a version')
    .option('--reason <text>', 'why; every decision needs one')
    .option('--author <name>', 'who decided', '')
    .option('--preview', 'only say what the watch would say of the past; change nothing')
    .action(async (options: BaselineOptions) => {
      const change = changeOf(options)
      await withServices(options, async (services) => {
        if (change === null) {
          list(services, options)
          return
        }
        if (options.preview) {
          await previewChange(services, options, change)
          return
        }
        const result = await followJob<AnalysisResult>(services, options, services.startAnalysis({ change }))
        if (options.json) printJson({ shifts: result.shifts.map((shift) => shiftJson(shift)) })
        else if (!options.quiet) printAnalysis(result)
        say(options, `Version ${services.baselines()[0]?.version} of the baseline is in force.`)
      })
      done(EXIT.done)
    })
}

function changeOf(options: BaselineOptions): WatchChange | null {
  const { choose, accept, takeBack, author } = options
  const asked = [choose, accept, takeBack].filter((value) => value !== undefined)
  if (asked.length === 0) return null
  if (asked.length > 1)
    throw usage('Only one of --choose, --accept and --take-back can be carried out at a time.')
  const reason = options.reason ?? (options.preview ? 'A preview.' : '')
  if (choose !== undefined) {
    const excluded = (options.exclude ?? []).map((range) =>
      Object.assign(rangeOf('--exclude', range), { reason: 'excluded' }),
    )
    return checked({
      kind: 'choose',
      ...rangeOf('--choose', choose),
      excluded,
      name: options.name,
      reason,
      author,
    })
  }
  if (accept !== undefined) return checked({ kind: 'accept', shift: accept, reason, author })
  const version = numberOption('--take-back', takeBack ?? '', { least: 1, whole: true })
  return checked({ kind: 'take_back', version, reason, author })
}

function rangeOf(option: string, text: string): { from: string; to: string } {
  const [from, to, more] = text.split('..')
  if (from === undefined || to === undefined || more !== undefined)
    throw usage(`${option} takes two dates, e.g. 2026-03-02..2026-03-29, not ${text}.`)
  return { from, to }
}

/** AppError `usage` with what is wrong first. */
function checked(change: unknown): WatchChange {
  const parsed = watchChangeSchema.safeParse(change)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  throw usage(where === 'reason' ? 'A decision needs a reason: add --reason.' : `${where}: ${issue?.message}`)
}

function usage(why: string): AppError {
  return new AppError('usage', { why })
}

function list(services: Services, options: GlobalOptions): void {
  const versions = services.baselines()
  if (options.json) return printJson(versions)
  if (versions.length === 0) printLine(services.watch().watch.sentence)
  for (const entry of versions) {
    const about = entry.categories === null ? 'all categories' : entry.categories.join(', ')
    const withdrawn = entry.takenBackBy === null ? '' : `  (taken back by version ${entry.takenBackBy})`
    printLine(
      `v${entry.version}  ${entry.kind.padEnd(10)}  ${entry.from} to ${entry.to}  ${formatPlural(entry.sessions, 'session')}  ${about}${withdrawn}`,
    )
    const author = entry.author === '' ? '' : ` (${entry.author})`
    printLine(`    ${entry.name === '' ? '' : `${entry.name}: `}${entry.reason}${author}`)
    for (const { from, to, reason } of entry.excluded) printLine(`    without ${from} to ${to}: ${reason}`)
    if (entry.said.length > 0)
      printLine(`    until then ${formatCount(entry.said.length)} said: ${entry.said.join(' ')}`)
  }
}
