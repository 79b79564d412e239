import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { MethodInput } from '../../shared/contract.ts'
import { exportedFileSchema } from '../../shared/contract/exports.ts'
import { formatBytes, formatPlural } from '../../shared/format.ts'
import { call } from './client.ts'
import { isActive, useJobs } from './queries.ts'
import { saveFile } from './save-file.ts'

/** Starts the job that writes traces to a file, follows it to its end and hands the file to the browser's download. */
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
  const fetching = useMutation({
    mutationFn: async (result: unknown) => {
      const { file, name, bytes, traces } = exportedFileSchema.parse(result)
      saveFile(name, await readParts(file), 'application/octet-stream')
      return `${name}: ${formatPlural(traces, 'trace')}, ${formatBytes(bytes)}`
    },
  })
  const { mutate: hand } = fetching
  const { state, result } = job ?? {}
  useEffect(() => {
    if (state === 'done') hand(result)
  }, [state, result, hand])
  return {
    start: (input: MethodInput<'exports.start'>) => {
      setJobId(null)
      fetching.reset()
      starting.mutate(input)
    },
    isRunning: starting.isPending || fetching.isPending || (job !== undefined && isActive(job)),
    /** What became of the last one; null while there is none. */
    told: fetching.data ?? null,
    error: starting.error ?? fetching.error ?? (state === 'failed' ? new Error(job?.error?.message) : null),
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
