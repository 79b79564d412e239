import { existsSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import type { Importer } from '../import/importer.ts'
import { mappedImporter } from '../import/importers/generic/index.ts'
import { findImporter, IMPORTERS } from '../import/registry.ts'
import { openReader, openWriter, type ReadConnection } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'
import { forgetAutomaticBaselines } from '../store/baseline-store.ts'
import { requireWhole } from '../store/excerpt.ts'
import { undoSamples } from '../store/undo-import.ts'
import { workspaceQueries } from '../store/workspace-queries.ts'
import { createCountingTarget } from './counting-target.ts'
import { type Merging, openMerging, splitPaths } from './excerpt/merge-paths.ts'
import { importLabel } from './import-paths.ts'
import type { ImportTarget } from './import-target.ts'
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
  const { workspaces, exports } = splitPaths(input.paths, input.workspacePath)
  const sample = input.sample === null ? null : createSessionSample(input.sample)
  const standardInput = await openStandardInput(exports, sample !== null)
  try {
    const merging = openMerging(workspaces)
    try {
      const reading = { paths: exports, standardInput, forced, sample, context }
      return input.dryRun ? await look(input, reading, merging) : await write(input, reading, merging)
    } finally {
      merging.close()
    }
  } finally {
    await standardInput.forget()
  }
}

async function write(input: ImportInput, reading: Reading, merging: Merging): Promise<ImportResult> {
  const connection = openWriter(input.workspacePath, { create: true })
  try {
    requireWhole(connection)
    const label = labelOf(input)
    const writer = beginImport(connection, { label, isSample: input.isSample })
    try {
      const sources = await readAll(reading, merging, writer, connection)
      writer.commit()
      const merged = merging.notes(connection)
      if (!input.isSample && undoSamples(connection)) forgetAutomaticBaselines(connection)
      return {
        importId: writer.id,
        label,
        workspace: countsOf(workspaceQueries(connection)),
        sources,
        merged,
      }
    } catch (error) {
      writer.rollback()
      throw error
    }
  } finally {
    connection.close()
  }
}

/** Reads and reports only; the counts of the workspace are those it has, if there is one. */
async function look(input: ImportInput, reading: Reading, merging: Merging): Promise<ImportResult> {
  const own = existsSync(input.workspacePath) ? openReader(input.workspacePath) : null
  try {
    const sources = await readAll(reading, merging, createCountingTarget(), own)
    const workspace = own === null ? NOTHING : countsOf(workspaceQueries(own))
    return { importId: null, label: labelOf(input), workspace, sources }
  } finally {
    own?.close()
  }
}

/** Exports first, then workspaces of other people. */
async function readAll(
  reading: Reading,
  merging: Merging,
  target: ImportTarget,
  own: ReadConnection | null,
): Promise<ImportResult['sources']> {
  const read = reading.paths.length > 0 ? await readSources(reading, target) : []
  return [...read, ...merging.traces(target, own, reading.context)]
}

const NOTHING: ImportResult['workspace'] = { traces: 0, spans: 0, scores: 0, findings: 0 }

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
