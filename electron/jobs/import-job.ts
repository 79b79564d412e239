import { existsSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import type { Importer } from '../import/importer.ts'
import { mappedImporter } from '../import/importers/generic/index.ts'
import { findImporter, IMPORTERS } from '../import/registry.ts'
import { openReader, openWriter } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'
import { forgetAutomaticBaselines } from '../store/baseline-store.ts'
import { undoSamples } from '../store/undo-import.ts'
import { workspaceQueries } from '../store/workspace-queries.ts'
import { createCountingTarget } from './counting-target.ts'
import { importLabel } from './import-paths.ts'
import { type Reading, readSources } from './read-sources.ts'
import type { ImportInput, ImportResult } from './results.ts'
import { createSessionSample } from './session-sample.ts'
import { openStandardInput } from './standard-input.ts'
import type { JobContext } from './worker-context.ts'

/**
 * Imports files, folders and archives into a workspace: everything or nothing, but for sources that cannot be read,
 * which are told of. AppError where nothing at all could be read; what was written is then taken back.
 * A person's own data takes the generated sample's place: the two would be watched as one.
 */
export async function runImport(input: ImportInput, context: JobContext): Promise<ImportResult> {
  const forced = forcedImporter(input)
  const sample = input.sample === null ? null : createSessionSample(input.sample)
  const standardInput = await openStandardInput(input.paths, sample !== null)
  try {
    const reading = { paths: input.paths, standardInput, forced, sample, context }
    return input.dryRun ? await look(input, reading) : await write(input, reading)
  } finally {
    await standardInput.forget()
  }
}

async function write(input: ImportInput, reading: Reading): Promise<ImportResult> {
  const connection = openWriter(input.workspacePath, { create: true })
  try {
    const label = labelOf(input)
    const writer = beginImport(connection, { label, isSample: input.isSample })
    try {
      const sources = await readSources(reading, writer)
      writer.commit()
      if (!input.isSample && undoSamples(connection)) forgetAutomaticBaselines(connection)
      return { importId: writer.id, label, workspace: countsOf(workspaceQueries(connection)), sources }
    } catch (error) {
      writer.rollback()
      throw error
    }
  } finally {
    connection.close()
  }
}

/** Reads and reports only; the counts of the workspace are those it has, if there is one. */
async function look(input: ImportInput, reading: Reading): Promise<ImportResult> {
  const sources = await readSources(reading, createCountingTarget())
  return { importId: null, label: labelOf(input), workspace: presentCounts(input.workspacePath), sources }
}

function presentCounts(path: string): ImportResult['workspace'] {
  if (!existsSync(path)) return { traces: 0, spans: 0, scores: 0, findings: 0 }
  const connection = openReader(path)
  try {
    return countsOf(workspaceQueries(connection))
  } finally {
    connection.close()
  }
}

function countsOf(queries: ReturnType<typeof workspaceQueries>): ImportResult['workspace'] {
  const { traces, spans, scores, findings } = queries.info([])
  return { traces, spans, scores, findings }
}

function labelOf({ label, paths }: ImportInput): string {
  return label ?? importLabel(paths)
}

function forcedImporter({ format, mapping }: ImportInput): Importer | null {
  if (mapping !== null) return mappedImporter(mapping)
  return format === null ? null : knownImporter(format)
}

function knownImporter(id: string): Importer {
  const importer = findImporter(id)
  if (importer) return importer
  const known = IMPORTERS.map((each) => each.id).join(', ')
  throw new AppError('usage', { why: `There is no format ${id}. Known are ${known}.` })
}
