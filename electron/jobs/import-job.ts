import { createReadStream } from 'node:fs'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { detectImporter } from '../import/detect.ts'
import type { Importer } from '../import/importer.ts'
import { findImporter } from '../import/registry.ts'
import { walkSources, walkStream, type WalkedSource } from '../import/source-walk.ts'
import { openWriter } from '../store/connection.ts'
import { beginImport, type ImportWriter } from '../store/import-writer.ts'
import { workspaceQueries } from '../store/workspace-queries.ts'
import { importLabel, pathsTotal } from './import-paths.ts'
import { countProblem, emptyTally, type SourceTally, writeTo } from './import-sink.ts'
import type { ImportInput, ImportResult } from './results.ts'
import type { JobContext } from './worker-context.ts'

type ImportedSource = ImportResult['sources'][number]

/** A source that ends in one of these is told of in the report; the others end the import. */
const SOURCE_ERRORS: readonly ErrorCode[] = ['file_unreadable', 'file_empty', 'format_unknown']

/**
 * Imports files, folders and archives into a workspace: everything or nothing, but for sources that cannot be read,
 * which are told of. AppError where nothing at all could be read; what was written is then taken back.
 */
export async function runImport(input: ImportInput, context: JobContext): Promise<ImportResult> {
  const forced = input.format === null ? null : knownImporter(input.format)
  const connection = openWriter(input.workspacePath, { create: true })
  try {
    const label = input.label ?? importLabel(input.paths)
    const writer = beginImport(connection, { label, isSample: input.isSample })
    try {
      const sources = await readAll(input.paths, forced, writer, context)
      await writer.commit()
      const { traces, spans, scores, findings } = workspaceQueries(connection).info([])
      return { importId: writer.id, label, workspace: { traces, spans, scores, findings }, sources }
    } catch (error) {
      await writer.rollback()
      throw error
    }
  } finally {
    connection.close()
  }
}

function knownImporter(id: string): Importer {
  const importer = findImporter(id)
  if (!importer) throw new AppError('usage', { why: `There is no format ${id}.` })
  return importer
}

async function readAll(
  paths: readonly string[],
  forced: Importer | null,
  writer: ImportWriter,
  context: JobContext,
): Promise<ImportedSource[]> {
  const bytesTotal = await pathsTotal(paths)
  const sources: ImportedSource[] = []
  const seen = new Set<string>()
  let firstError: AppError | null = null
  let finishedBytes = 0
  let records = 0
  for (const path of paths) {
    let file = ''
    let fileBytes = 0
    for await (const source of open(path)) {
      if (seen.has(source.path)) continue
      seen.add(source.path)
      const archive = source.path.split('!', 1)[0] ?? source.path
      if (archive !== file) {
        finishedBytes += fileBytes
        file = archive
        fileBytes = source.fileBytes
      }
      const report = (): void =>
        context.progress({
          detail: source.path,
          bytesDone: finishedBytes + source.consumedBytes(),
          bytesTotal,
          recordsDone: records,
        })
      const named = source.path === path
      const { entry, error } = await readSource(source, named, forced, writer, async (tally) => {
        context.checkCancelled()
        await writer.flush()
        records = sources.reduce((sum, done) => sum + done.read, tally.accepted + tally.rejected + tally.skipped)
        report()
      })
      firstError ??= error
      sources.push(entry)
    }
    finishedBytes += fileBytes
  }
  if (!sources.some((source) => source.format !== null)) {
    throw paths.length === 1 && firstError && sources.length === 1
      ? firstError
      : new AppError('nothing_to_import', { path: paths.join(', ') })
  }
  return sources
}

function open(path: string): AsyncGenerator<WalkedSource> {
  return path === '-' ? walkStream('standard input', createReadStream('', { fd: 0, autoClose: false })) : walkSources(path)
}

async function readSource(
  source: WalkedSource,
  named: boolean,
  forced: Importer | null,
  writer: ImportWriter,
  drain: (tally: SourceTally) => Promise<void>,
): Promise<{ entry: ImportedSource; error: AppError | null }> {
  const started = performance.now()
  const tally = emptyTally()
  let importer: Importer | null = null
  let error: AppError | null = null
  try {
    importer = await chooseImporter(source, forced)
  } catch (thrown) {
    error = sourceError(thrown)
    countProblem(tally, named ? error.message : shortReason(error), {})
    tally.skipped++
  }
  const sourceWriter = writer.beginSource({ path: source.path, format: importer?.id ?? null })
  if (importer) {
    try {
      await importer.read(source, writeTo(sourceWriter, tally, () => drain(tally)))
    } catch (thrown) {
      error = sourceError(thrown)
      countProblem(tally, error.message, { offset: source.readBytes() })
    }
  }
  const report = sourceWriter.finish({
    sha256: importer ? source.sha256() : '',
    bytes: source.readBytes(),
    read: tally.accepted + tally.rejected + tally.skipped,
    accepted: tally.accepted,
    rejected: tally.rejected,
    skipped: tally.skipped,
    seconds: (performance.now() - started) / 1000,
    problems: [...tally.problems.values()],
  })
  await drain(tally)
  // A file of no known format beside exports is no failure; one that was asked for by name is.
  return { entry: { ...report, failed: error !== null && (named || importer !== null) }, error }
}

async function chooseImporter(source: WalkedSource, forced: Importer | null): Promise<Importer> {
  const probe = await source.probe()
  if (forced) return forced
  const { importer, tried } = detectImporter(probe)
  if (!importer) throw new AppError('format_unknown', { path: source.path, tried })
  return importer
}

function sourceError(thrown: unknown): AppError {
  if (thrown instanceof AppError && SOURCE_ERRORS.includes(thrown.code)) return thrown
  throw thrown
}

function shortReason(error: AppError): string {
  if (error.code === 'format_unknown') return 'No known trace format.'
  if (error.code === 'file_empty') return 'The file is empty.'
  return error.message
}
