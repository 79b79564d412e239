import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import {
  countStaleTraces,
  staleTraces,
  writeAnalysis,
  type AnalysedTrace,
  type Rule,
} from './analysis-writer.ts'
import { openReader, openWriter, type ReadConnection, type WriteConnection } from './connection.ts'
import {
  currentBaseline,
  healthRows,
  sessionVerdicts,
  versionsSeen,
  type StoredBaseline,
  type TraceHealth,
  type TraceVerdicts,
  type VersionSeen,
} from './drift-reader.ts'
import { writeDrift, type DriftRollups } from './drift-writer.ts'
import { beginImport, type ImportOptions, type ImportWriter } from './import-writer.ts'
import { findTrace, readScores, readSpans, readTrace } from './trace-reader.ts'
import { undoFinishedImport } from './undo-import.ts'

/** What jobs, reports and exports read. Traces are named by their internal id. */
export interface StoreReader {
  readonly path: string
  findTrace(traceId: string): number | null
  readTrace(trace: number): RecordedTrace
  readSpans(trace: number): Span[]
  readScores(trace: number): Score[]
  staleTraces(rules: readonly Rule[], page?: { after?: number; limit?: number }): number[]
  countStaleTraces(rules: readonly Rule[]): number
  sessionVerdicts(): Generator<TraceVerdicts>
  healthRows(): Generator<TraceHealth>
  versionsSeen(): VersionSeen[]
  currentBaseline(): StoredBaseline | null
  close(): void
}

/** A workspace opened for writing; one at a time, over all processes. */
export interface Store extends StoreReader {
  /** Where the workspace as it was before this version is kept, where it had to be brought up to date. */
  readonly backup: string | null
  beginImport(options: ImportOptions): ImportWriter
  undoImport(importId: number): void
  writeAnalysis(rules: readonly Rule[], batch: readonly AnalysedTrace[]): void
  writeDrift(rollups: DriftRollups): void
}

/**
 * Opens a workspace for writing. AppError `not_found` (without `create`), `workspace_busy`, `workspace_newer`,
 * `not_a_workspace`, `workspace_damaged`, `workspace_unwritable`, `disk_full`.
 */
export function openStore(path: string, { create }: { create: boolean }): Store {
  const connection = openWriter(path, { create })
  return {
    ...readerOf(connection),
    backup: connection.backup,
    beginImport: (options) => beginImport(connection, options),
    undoImport: (importId) => undoFinishedImport(connection, importId),
    writeAnalysis: (rules, batch) => writeAnalysis(connection, rules, batch),
    writeDrift: (rollups) => writeDrift(connection, rollups),
  }
}

/** Opens a workspace for reading, beside whoever writes. AppErrors as `openStore`, never `workspace_busy`. */
export function openStoreReader(path: string): StoreReader {
  return readerOf(openReader(path))
}

/** The connection that named queries are built on (`traceQueries(connection)` and the like). */
export function createReader(path: string): ReadConnection {
  return openReader(path)
}

function readerOf(connection: ReadConnection | WriteConnection): StoreReader {
  return {
    path: connection.path,
    findTrace: (traceId) => findTrace(connection, traceId),
    readTrace: (trace) => readTrace(connection, trace),
    readSpans: (trace) => readSpans(connection, trace),
    readScores: (trace) => readScores(connection, trace),
    staleTraces: (rules, page) => staleTraces(connection, rules, page),
    countStaleTraces: (rules) => countStaleTraces(connection, rules),
    sessionVerdicts: () => sessionVerdicts(connection),
    healthRows: () => healthRows(connection),
    versionsSeen: () => versionsSeen(connection),
    currentBaseline: () => currentBaseline(connection),
    close: () => connection.close(),
  }
}
