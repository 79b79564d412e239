import { Command, CommanderError } from 'commander'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { APP_VERSION } from '../services.ts'
import { addAnalyzeCommand } from './analyze.ts'
import { addBacktestCommand } from './backtest.ts'
import { addBaselineCommand } from './baseline.ts'
import { addCategoriesCommand } from './categories.ts'
import { addCompareCommand } from './compare.ts'
import { addDoctorCommand } from './doctor.ts'
import { addExportCommand } from './export.ts'
import { addFindingsCommand } from './findings.ts'
import { addImportCommand } from './import.ts'
import { addQueryCommand } from './query.ts'
import { addReportCommand } from './report.ts'
import { addSampleCommand } from './sample.ts'
import { addServeCommand } from './serve.ts'
import { addShiftsCommand } from './shifts.ts'
import { endWithPipe } from './interrupts.ts'
import { EXIT } from './terminal.ts'

/** Adds one command; its action gives the exit code through `done`. */
export type AddCommand = (program: Command, done: (code: number) => void) => void

const COMMANDS: readonly AddCommand[] = [
  addImportCommand,
  addAnalyzeCommand,
  addCategoriesCommand,
  addFindingsCommand,
  addShiftsCommand,
  addCompareCommand,
  addQueryCommand,
  addExportCommand,
  addReportCommand,
  addBaselineCommand,
  addBacktestCommand,
  addServeCommand,
  addDoctorCommand,
  addSampleCommand,
]

/** What only another command line can mend. */
const WRONG_USAGE = new Set<ErrorCode>(['usage', 'filter_invalid'])

/** Runs one command line (without `node` and the script) and resolves with its exit code. */
export async function runCli(args: string[]): Promise<number> {
  let code: number = EXIT.done
  const program = new Command('tidemark')
    .description('Find out why an AI agent’s behaviour shifted.')
    .version(APP_VERSION)
    .exitOverride()
    .showHelpAfterError('(add --help for what the command takes)')
  for (const add of COMMANDS) add(program, (value) => (code = value))
  for (const command of program.commands) {
    command
      .option('--workspace <file>', 'workspace to use (default: the last one opened)')
      .option('--json', 'machine-readable output')
      .option('--quiet', 'no messages, no progress')
      .exitOverride()
  }
  endWithPipe()
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (error instanceof AppError) {
      process.stderr.write(`tidemark: ${error.message}\n`)
      return WRONG_USAGE.has(error.code) ? EXIT.usage : EXIT.failed
    }
    process.stderr.write(
      `tidemark: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return EXIT.failed
  }
}
