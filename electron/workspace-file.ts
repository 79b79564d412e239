import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { openWriter } from './store/connection.ts'

/** Makes or updates the file, and takes back what a killed import left, unless another process is writing to it. */
export function prepareWorkspace(path: string): void {
  try {
    makeFolder(path)
    openWriter(path, { create: true }).close()
  } catch (error) {
    // Reading beside a writer is fine; its own jobs will say that the workspace is busy.
    if (!(error instanceof AppError && error.code === 'workspace_busy')) throw error
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    const why = `its folder cannot be made (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`
    throw new AppError('workspace_unwritable', { path, why }, { cause: error })
  }
}

/**
 * Only a connection that may write and is the last to close takes SQLite's log back into the workspace, so that the
 * one file is all there is to copy. Where another process writes, it does so later.
 */
export function tidyWorkspace(path: string): void {
  try {
    openWriter(path, { create: false }).close()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
