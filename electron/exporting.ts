import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import type { MethodOutput } from '../shared/contract.ts'
import type { Scope } from '../shared/contract/schemas.ts'
import type { ExportFormat } from '../shared/contract/exports.ts'
import { AppError } from '../shared/errors.ts'
import type { Job } from '../shared/model/job.ts'
import { NO_REDACTION, type RedactionRules } from '../shared/model/redaction.ts'
import { exportHandlers } from './api/exports.ts'
import type { ExportInput, WrittenExport } from './jobs/export-job.ts'
import type { JobRequest } from './jobs/job-runner.ts'

/** Bytes a window is handed at once. */
const PART_BYTES = 8_000_000

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  'otlp-json': 'otlp.jsonl',
  csv: 'csv',
  jsonl: 'jsonl',
  workspace: 'tidemark',
}

export interface ExportWish {
  format: ExportFormat
  filter: string
  /** Days and segment; left out for all. */
  scope?: Scope
  /** Null where nothing is looked for. */
  rules: RedactionRules | null
  /** Left out, it is a place that only `part` knows. */
  out?: string
}

/** Exports of one workspace: written to a file, or handed to a window in parts. */
export interface Exporting {
  /** What the window asks. */
  handlers: ReturnType<typeof exportHandlers>
  /** The job's result is an exported file (contract of exports). */
  start(wish: ExportWish): Job
  /** Removes what was exported for a window. */
  close(): void
}

export function createExporting(workspacePath: string, startJob: (request: JobRequest) => Job): Exporting {
  const files = new Map<string, string>()
  let folder: string | null = null
  /** A private folder of this process; what is in it goes when the workspace is closed. */
  const place = (file: string): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'tidemark-exports-'))
    return join(folder, file)
  }
  const stem = basename(workspacePath, extname(workspacePath))
  const start: Exporting['start'] = ({ format, filter, scope = {}, rules, out }) => {
    const file = randomBytes(12).toString('hex')
    const name = out === undefined ? `${stem}-traces.${ENDINGS[format]}` : basename(out)
    const path = out ?? place(file)
    if (out === undefined) files.set(file, path)
    const input: ExportInput = {
      workspacePath,
      format,
      filter,
      scope,
      out: path,
      rules: rules ?? NO_REDACTION,
    }
    return startJob({
      kind: 'export',
      title: `Exporting ${name}`,
      worker: 'export-worker',
      input,
      finish: async (result) => {
        const { path: _path, ...written } = result as WrittenExport
        return { ...written, file, name }
      },
    })
  }
  const part = async (file: string, offset: number): Promise<MethodOutput<'exports.part'>> => {
    const path = files.get(file)
    if (path === undefined) throw new AppError('not_found', { what: 'This export' })
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(PART_BYTES), 0, PART_BYTES, offset)
      const { size } = await handle.stat()
      return {
        base64: buffer.subarray(0, bytesRead).toString('base64'),
        more: offset + bytesRead < size,
      }
    } finally {
      await handle.close()
    }
  }
  return {
    handlers: exportHandlers({ start, part }),
    start,
    close: () => {
      files.clear()
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
      folder = null
    },
  }
}
