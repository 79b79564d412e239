import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { MethodInput } from '../../shared/contract.ts'
import { type ExportedFile, exportedFileSchema } from '../../shared/contract/exports.ts'
import { formatBytes, formatPlural } from '../../shared/format.ts'
import { call } from './client.ts'
import { isActive, useJobs } from './queries.ts'
import { saveFile } from './save-file.ts'

/** Starts the job that writes traces to a file, follows it to its end, and hands the file to the browser's download. */
export function useExport() {
  const client = useQueryClient()
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJobs().find(({ id }) => id === jobId)
  const starting = useMutation({
    mutationFn: (input: MethodInput<'exports.start'>) => call('exports.start', input),
    onSuccess: async ({ jobId: id }) => {
      setJobId(id)
      await client.invalidateQueries({ queryKey: ['jobs.list'] })
    },
  })
  const saving = useMutation({
    mutationFn: async ({ file, name, bytes, traces }: ExportedFile) => {
      saveFile(name, await readParts(file), 'application/octet-stream')
      return `${name}: ${formatPlural(traces, 'trace')}, ${formatBytes(bytes)}`
    },
  })
  const state = job?.state
  const result: unknown = job?.result
  const reading = useMutation({ mutationFn: async (told: unknown) => exportedFileSchema.parse(told) })
  const { mutate: read, reset: unread } = reading
  useEffect(() => {
    if (state === 'done') read(result)
  }, [state, result, read])
  const forget = useCallback(() => {
    setJobId(null)
    unread()
  }, [unread])
  return {
    start: (input: MethodInput<'exports.start'>) => {
      forget()
      saving.reset()
      starting.mutate(input)
    },
    isRunning: starting.isPending || saving.isPending || (job !== undefined && isActive(job)),
    /** The file, once it is written. */
    written: reading.data ?? null,
    save: saving.mutate,
    /** What was saved last; null while nothing was. */
    told: saving.data ?? null,
    forget,
    error: starting.error ?? saving.error ?? (state === 'failed' ? new Error(job?.error?.message) : null),
  }
}

/** A large file comes in parts, so that neither side holds it twice. */
async function readParts(file: string): Promise<Blob> {
  const parts: Blob[] = []
  for (let offset = 0, more = true; more;) {
    const part = await call('exports.part', { file, offset })
    const bytes = Uint8Array.from(atob(part.base64), (character) => character.charCodeAt(0))
    parts.push(new Blob([bytes]))
    offset += bytes.length
    more = part.more && bytes.length > 0
  }
  return new Blob(parts)
}
