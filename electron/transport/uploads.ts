import { randomBytes } from 'node:crypto'
import { createWriteStream, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from './display-name.ts'

const PREFIX = 'upload:'
const FOLDER = 'tidemark-uploads-'
const PATTERN = new RegExp(`^${FOLDER}(\\d+)-`)

/** Files that a page sent, kept in a private folder until the host ends. */
export interface Uploads {
  /** Streams a file in; resolves to its reference, `upload:<random>`. Throws disk_full; a broken stream leaves nothing. */
  receive(name: string, bytes: Readable): Promise<string>
  /** The path behind a reference. Throws file_unreadable for anything that no upload returned. */
  resolve(reference: string): string
  /** Removes one upload once it has been imported. */
  release(reference: string): Promise<void>
  /** Removes all of them. */
  close(): Promise<void>
}

/** Makes the folder (mode 0700) and removes what hosts that were killed have left behind. */
export async function createUploads(parent: string = tmpdir()): Promise<Uploads> {
  sweep(parent)
  const root = await mkdtemp(join(parent, `${FOLDER}${process.pid}-`))
  const paths = new Map<string, string>()

  return {
    async receive(name, bytes) {
      const id = randomBytes(16).toString('hex')
      // A folder each, so that the file can keep the name a person knows it by.
      const folder = join(root, id)
      const path = join(folder, safeFileName(name))
      await mkdir(folder, { mode: 0o700 })
      try {
        await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        if (isDiskFull(error)) throw new AppError('disk_full', {}, { cause: error })
        throw error
      }
      paths.set(PREFIX + id, path)
      return PREFIX + id
    },
    resolve(reference) {
      const path = paths.get(reference)
      if (path !== undefined) return path
      throw new AppError('file_unreadable', {
        path: reference.slice(0, 100),
        why: 'a page can only open files it has uploaded.',
      })
    },
    async release(reference) {
      const path = paths.get(reference)
      if (path === undefined) return
      paths.delete(reference)
      await rm(join(path, '..'), { recursive: true, force: true })
    },
    async close() {
      paths.clear()
      await rm(root, { recursive: true, force: true })
    },
  }
}

function sweep(parent: string): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const pid = PATTERN.exec(entry.name)?.[1]
    if (pid === undefined || !entry.isDirectory() || isAlive(Number(pid))) continue
    const path = join(parent, entry.name)
    if (isOurs(path)) rmSync(path, { recursive: true, force: true })
  }
}

function isOurs(path: string): boolean {
  const info = statSync(path, { throwIfNoEntry: false })
  return info !== undefined && info.uid === (process.getuid?.() ?? info.uid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT'
}
