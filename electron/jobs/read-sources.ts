import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { detectImporter } from '../import/detect.ts'
import type { Importer, ImportSink, SharedNotes } from '../import/importer.ts'
import type { WalkedSource } from '../import/source-walk.ts'
import { type PathSource, pathsTotal, walkPaths } from './import-paths.ts'
import { countProblem, emptyTally, type SourceTally, writeTo } from './import-sink.ts'
import type { ImportTarget } from './import-target.ts'
import type { ImportResult } from './results.ts'
import { type SessionSample, sampled } from './session-sample.ts'
import type { StandardInput } from './standard-input.ts'
import type { JobContext } from './worker-context.ts'

type ImportedSource = ImportResult['sources'][number]

/** A source that ends in one of these is told of in the report; the others end the import. */
const SOURCE_ERRORS = new Set<ErrorCode>(['file_unreadable', 'file_empty', 'format_unknown'])

export interface Reading {
  paths: readonly string[]
  standardInput: StandardInput
  /** Takes the place of detection. */
  forced: Importer | null
  sample: SessionSample | null
  context: JobContext
}

/**
 * Reads everything below the paths into the target. What cannot be read is told of in its report; AppError where
 * nothing at all could be.
 */
export async function readSources(reading: Reading, target: ImportTarget): Promise<ImportedSource[]> {
  const { paths, sample, context } = reading
  const size = await pathsTotal(paths)
  const bytesTotal = size !== null && sample ? 2 * size : size
  const skippedBytes = sample ? (size ?? 0) : 0
  if (sample) await learnSessions(reading, sample, bytesTotal)
  const sources: ImportedSource[] = []
  let firstError: AppError | null = null
  let finishedRecords = 0
  const notes: SharedNotes = new Map()
  for await (const found of walkPaths(paths, reading.standardInput.open, companions)) {
    const drain = async (tally: SourceTally): Promise<void> => {
      context.checkCancelled()
      target.flush()
      context.progress({
        detail: found.source.path,
        bytesDone: skippedBytes + found.bytesDone(),
        bytesTotal,
        recordsDone: finishedRecords + tally.accepted + tally.rejected + tally.skipped,
      })
    }
    const { entry, error } = await readSource(found, reading, target, drain, notes)
    finishedRecords += entry.read
    firstError ??= error
    sources.push(entry)
  }
  if (!sources.some((source) => source.format !== null)) {
    // Where every source was named, the reason of the first says more than that there is nothing.
    if (firstError && sources.length <= paths.length) throw firstError
    throw new AppError('nothing_to_import', { path: paths.join(', ') })
  }
  return sources
}

/** Reads all sources once for the session of every trace. What fails here fails again when it is imported, and is told of then. */
async function learnSessions(
  { paths, standardInput, forced, context }: Reading,
  sample: SessionSample,
  bytesTotal: number | null,
): Promise<void> {
  const notes: SharedNotes = new Map()
  for await (const { source, bytesDone } of walkPaths(paths, standardInput.open, companions)) {
    const drain = async (): Promise<void> => {
      context.checkCancelled()
      context.progress({ detail: 'looking for sessions', bytesDone: bytesDone(), bytesTotal })
    }
    try {
      const importer = await chooseImporter(source, forced)
      await importer.read(source, sample.learn(drain), notes)
    } catch (thrown) {
      sourceError(thrown)
    }
  }
}

async function readSource(
  { source, named }: PathSource,
  { forced, sample }: Reading,
  target: ImportTarget,
  drain: (tally: SourceTally) => Promise<void>,
  notes: SharedNotes,
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
  const writer = target.beginSource({ path: source.path, format: importer?.id ?? null })
  if (importer) {
    const sink: ImportSink = writeTo(writer, tally, () => drain(tally))
    try {
      await importer.read(source, sample ? sampled(sink, sample) : sink, notes)
    } catch (thrown) {
      error = sourceError(thrown)
      countProblem(tally, error.message, { offset: source.readBytes() })
    }
  }
  const report = writer.finish({
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
  return { entry: { ...report, failed: isFailure(error, named, importer) }, error }
}

/** A file of no known format beside exports is no failure; one that was named, or that could not be read, is. */
function isFailure(error: AppError | null, named: boolean, importer: Importer | null): boolean {
  return error !== null && (named || importer !== null || error.code === 'file_unreadable')
}

async function chooseImporter(source: WalkedSource, forced: Importer | null): Promise<Importer> {
  const probe = await source.probe()
  if (forced) return forced
  const { importer, tried } = detectImporter(probe)
  if (!importer) throw new AppError('format_unknown', { path: source.path, tried })
  return importer
}

/** What belongs to a file on disk beside it, by its format. */
async function companions({ source }: PathSource): Promise<string[]> {
  try {
    const { importer } = detectImporter(await source.probe())
    return importer?.companions?.(source.path) ?? []
  } catch (thrown) {
    sourceError(thrown)
    return []
  }
}

function sourceError(thrown: unknown): AppError {
  if (thrown instanceof AppError && SOURCE_ERRORS.has(thrown.code)) return thrown
  throw thrown
}

function shortReason(error: AppError): string {
  if (error.code === 'format_unknown') return 'No known trace format.'
  if (error.code === 'file_empty') return 'The file is empty.'
  return error.message
}
