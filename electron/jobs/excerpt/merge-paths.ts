import { resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { addNotes, type MergedNotes } from '../../../shared/model/merged-notes.ts'
import type { ReadConnection, WriteConnection } from '../../store/connection.ts'
import { holdsTrace } from '../../store/excerpt-source.ts'
import { isWorkspaceFile, openForeign } from '../../store/foreign-workspace.ts'
import { mergeNotes } from '../../store/merge-notes.ts'
import type { ImportTarget } from '../import-target.ts'
import type { ImportResult } from '../results.ts'
import type { JobContext } from '../worker-context.ts'
import { mergeTraces } from './merge-workspace.ts'

/** The paths of an import that are workspaces, and the others. AppError `usage` for the workspace itself. */
export function splitPaths(
  paths: readonly string[],
  workspacePath: string,
): { workspaces: string[]; exports: string[] } {
  const { workspaces = [], exports = [] } = Object.groupBy(paths, (path) =>
    path !== '-' && isWorkspaceFile(path) ? 'workspaces' : 'exports',
  )
  if (workspaces.some((path) => resolve(path) === resolve(workspacePath)))
    throw new AppError('usage', { why: 'A workspace cannot be imported into itself.' })
  return { workspaces, exports }
}

/** Workspaces of other people on their way into an import. */
export interface Merging {
  /** Their traces, as sources of the import. `own` says what is here already; null where nothing is. */
  traces(target: ImportTarget, own: ReadConnection | null, context: JobContext): ImportResult['sources']
  /** What people wrote in them; after the traces are in. */
  notes(to: WriteConnection): MergedNotes | undefined
  close(): void
}

/** Opens workspaces to be merged. AppErrors as `openForeign`. */
export function openMerging(paths: readonly string[]): Merging {
  const opened: ReadConnection[] = []
  const close = (): void => opened.forEach((connection) => connection.close())
  try {
    for (const path of paths) opened.push(openForeign(path))
  } catch (error) {
    close()
    throw error
  }
  return {
    traces: (target, own, context) =>
      opened.flatMap((from) => {
        // What this import itself brings is not here already.
        const here = new Map<string, boolean>()
        const isHere = (traceId: string): boolean => {
          const known = here.get(traceId) ?? (own !== null && holdsTrace(own, traceId))
          here.set(traceId, known)
          return known
        }
        return mergeTraces(target, { path: from.path, from, isHere, context })
      }),
    notes: (to) => {
      const all = opened.map((from) => mergeNotes(from, to))
      return all.length === 0 ? undefined : all.reduce(addNotes)
    },
    close,
  }
}
