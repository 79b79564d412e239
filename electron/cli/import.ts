import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { IMPORTERS } from '../import/registry.ts'
import type { Mapping } from '../../shared/model/mapping.ts'
import { guessFor, type ImportRequest, type ImportResult, startDryRun } from '../services.ts'
import { readMappingFile, writeMappingFile } from './mapping-file.ts'
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
  map?: string
}

const SAMPLE_HELP =
  'keep this share of sessions, e.g. 0.1: those whose id has a SHA-256 below that share of all, so the same ones every ' +
  'time, and a larger share keeps all that a smaller one does; a trace goes with the session that its first span to ' +
  'name one names, else by its own id (the sources are read twice for it)'

const MAP_HELP =
  'where the facts stand in records of no known format (YAML or JSON, see the README); where there is no such file, ' +
  'a first mapping is guessed, written there and shown, and nothing is imported'

export const addImportCommand: AddCommand = (program, done) => {
  program
    .command('import')
    .description('import trace exports: files, folders, archives; - reads standard input')
    .argument('<path...>')
    .option('--format <id>', 'take this format instead of detecting it')
    .option('--map <file>', MAP_HELP)
    .option('--label <name>', 'name of the import (default: the file or folder name)')
    .option('--sample <share>', SAMPLE_HELP)
    .option('--dry-run', 'only look: report what is there and write nothing')
    .action(async (paths: string[], options: ImportOptions) => {
      const mapping = options.map === undefined ? undefined : await mappingOf(options.map, paths, options)
      const request = { ...requestOf(paths, options), mapping: mapping?.mapping }
      const result =
        options.dryRun || mapping?.isGuessed ? await look(request, options) : await run(request, options)
      if (options.json) printJson(jsonOf(result))
      else if (!options.quiet) printImport(result)
      const code = importExitCode(result)
      if (code === EXIT.partly && options.json)
        say(options, 'Part of it could not be read; see the problems.')
      done(code)
    })
}

/** The mapping in a file, or a first one, which is then written there. */
async function mappingOf(
  file: string,
  paths: readonly string[],
  options: ImportOptions,
): Promise<{ mapping: Mapping; isGuessed: boolean }> {
  if (options.format !== undefined) throw new AppError('usage', { why: 'Name either --map or --format.' })
  const written = readMappingFile(file)
  if (written !== null) return { mapping: written, isGuessed: false }
  const [first] = paths
  if (first === undefined || first === '-')
    throw new AppError('usage', { why: 'A mapping can be guessed from a file, not from standard input.' })
  const { mapping } = await guessFor(resolve(first))
  if (mapping === null)
    throw new AppError('usage', {
      why: `Nothing in ${first} looks like what an agent did: write ${file} yourself.`,
    })
  writeMappingFile(file, mapping)
  say(
    options,
    `A first mapping was written to ${file}. This is what it finds; correct it and run the same again to import.`,
  )
  return { mapping, isGuessed: true }
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
