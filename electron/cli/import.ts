import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { IMPORTERS } from '../import/registry.ts'
import { type ImportRequest, type ImportResult, startDryRun } from '../services.ts'
import { numberOption, oneOf } from './option-values.ts'
import { printImport } from './print-import.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { followJob, withServices, workspaceOf } from './with-services.ts'

interface ImportOptions extends GlobalOptions {
  format?: string
  label?: string
  sample?: string
  dryRun?: boolean
}

const SAMPLE_HELP =
  'keep this share of sessions, e.g. 0.1: those whose id has a SHA-256 below that share of all, so the same ones every ' +
  'time, and a larger share keeps all that a smaller one does; a trace goes with the session that its first span to ' +
  'name one names, else by its own id (the sources are read twice for it)'

export const addImportCommand: AddCommand = (program, done) => {
  program
    .command('import')
    .description('import trace exports: files, folders, archives; - reads standard input')
    .argument('<path...>')
    .option('--format <id>', 'take this format instead of detecting it')
    .option('--label <name>', 'name of the import (default: the file or folder name)')
    .option('--sample <share>', SAMPLE_HELP)
    .option('--dry-run', 'only look: report what is there and write nothing')
    .action(async (paths: string[], options: ImportOptions) => {
      const request = requestOf(paths, options)
      const result = options.dryRun ? await look(request, options) : await run(request, options)
      if (options.json) printJson(jsonOf(result))
      else if (!options.quiet) printImport(result)
      const code = importExitCode(result)
      if (code === EXIT.partly && options.json)
        say(options, 'Part of it could not be read; see the problems.')
      done(code)
    })
}

function requestOf(paths: string[], { format, label, sample }: ImportOptions): ImportRequest {
  const known = IMPORTERS.map(({ id }) => id)
  if (label?.trim() === '') throw new AppError('usage', { why: '--label takes a name.' })
  return {
    // The workspace outlives the folder it was made in.
    paths: paths.map((path) => (path === '-' ? path : resolve(path))),
    label,
    format: format === undefined ? undefined : oneOf('--format', format, known),
    sample: sample === undefined ? undefined : numberOption('--sample', sample, { above: 0, most: 1 }),
  }
}

function run(request: ImportRequest, options: ImportOptions): Promise<ImportResult> {
  return withServices(options, (services) =>
    followJob<ImportResult>(services, options, services.startImport(request)),
  )
}

function look(request: ImportRequest, options: ImportOptions): Promise<ImportResult> {
  const { job, ...host } = startDryRun(workspaceOf(options), request)
  return followJob<ImportResult>(host, options, job)
}

/** The documented shape: what the report has besides is for the window. */
function jsonOf({ workspace, sources }: ImportResult): unknown {
  return { workspace, sources: sources.map(({ failed: _failed, ...source }) => source) }
}

/** Exit 3 where records were rejected or a file could not be read that was named or is a trace export. */
export function importExitCode(result: ImportResult): number {
  const partly = result.sources.some((source) => source.rejected > 0 || source.failed)
  return partly ? EXIT.partly : EXIT.done
}
