import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { EventMessage, MethodInput, MethodName, MethodOutput } from '../../shared/contract.ts'
import type { Job } from '../../shared/model/job.ts'
import { call, transport } from './client.ts'

/** The cache entry of one question; the key is the method and its input, so equal questions are asked once. */
export function callOptions<M extends MethodName>(method: M, input: MethodInput<M>) {
  return queryOptions<MethodOutput<M>>({
    queryKey: [method, input],
    queryFn: () => call(method, input),
  })
}

export interface UseCallOptions {
  /** False asks nothing yet. */
  enabled?: boolean
  /** Keeps showing the last answer while another question of the same kind is under way. */
  keepPrevious?: boolean
  /** Asks again after so many ms, ever again. */
  everyMs?: number
}

/** Asks the Node side and keeps the answer fresh: `useCall('trace.get', { traceId })`. */
export function useCall<M extends MethodName>(
  method: M,
  input: MethodInput<M>,
  { enabled = true, keepPrevious = false, everyMs }: UseCallOptions = {},
): UseQueryResult<MethodOutput<M>> {
  return useQuery({
    ...callOptions(method, input),
    enabled,
    placeholderData: keepPrevious ? keepPreviousData : undefined,
    ...(everyMs !== undefined && { refetchInterval: everyMs, staleTime: 0 }),
  })
}

export function useWorkspace() {
  return useCall('workspace.info', {})
}

export function useCatalogue() {
  return useQuery({ ...callOptions('categories.catalogue', {}), staleTime: Infinity })
}

/** All jobs of this session, newest first; events keep them current. */
export function useJobs(): readonly Job[] {
  return useCall('jobs.list', {}).data ?? []
}

export function isActive(job: Job): boolean {
  return job.state === 'running' || job.state === 'queued'
}

export function useCancelJob() {
  return useMutation({ mutationFn: (id: string) => call('jobs.cancel', { id }) })
}

const IMPORT_KEY = ['import-files'] as const

/** Files of more are taken as they are found: looking at each would keep a person waiting. */
const MOST_LOOKED_AT = 20

/**
 * Hands files to the Node side and starts one import for all whose format is known. For the others the page opens that
 * says where their facts stand.
 */
export function useImportFiles() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: IMPORT_KEY,
    mutationFn: async (files: readonly File[]) => {
      const handed = await Promise.all(
        files.map(async (file) => ({ name: file.name, source: await transport().pathOf(file) })),
      )
      const looks = await Promise.all(handed.slice(0, MOST_LOOKED_AT).map(needsMapping))
      const unknown = handed.filter((_, index) => looks[index] === true)
      const known = handed.filter((_, index) => looks[index] !== true)
      if (known.length > 0) await call('imports.start', { sources: known.map(({ source }) => source) })
      if (unknown.length > 0) openMapping(unknown)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs.list'] }),
  })
}

/** What was handed over to be looked at, by the job that looks; forgotten when the page is loaded again. */
const lookedAt = new Map<string, readonly string[]>()

/** Hands files over and reports what an import of them would bring, without writing anything. */
export function useLookAtFiles() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: IMPORT_KEY,
    mutationFn: async (files: readonly File[]) => {
      const sources = await Promise.all(files.map(async (file) => await transport().pathOf(file)))
      const { jobId } = await call('imports.start', { sources, dryRun: true })
      lookedAt.set(jobId, sources)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs.list'] }),
  })
}

/** The sources a job looked at, as long as this page knows them. */
export function sourcesLookedAt(jobId: string): readonly string[] | null {
  return lookedAt.get(jobId) ?? null
}

/** What cannot be looked at is left to the import, which says why. */
async function needsMapping({ source }: { source: string }): Promise<boolean> {
  try {
    const { format, isMappable } = await call('imports.look', { source })
    return isMappable && (format === null || format === 'generic')
  } catch {
    return false
  }
}

function openMapping(files: readonly { name: string; source: string }[]): void {
  const search = new URLSearchParams({
    sources: files.map(({ source }) => source).join('\n'),
    names: files.map(({ name }) => name).join('\n'),
  })
  window.location.hash = `#/imports/map?${search.toString()}`
}

/** Starts an import of sources that were handed over before, as a mapping says where one is given. */
export function useStartImport() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: IMPORT_KEY,
    mutationFn: (request: MethodInput<'imports.start'>) => call('imports.start', request),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs.list'] }),
  })
}

/** The latest handing over of files, wherever in the window it was started. */
export function useImportState(): { pending: boolean; error: Error | null } {
  const last = useMutationState({ filters: { mutationKey: IMPORT_KEY } }).at(-1)
  return { pending: last?.status === 'pending', error: last?.status === 'error' ? last.error : null }
}

/** Lets the Node side's events into the cache. Call once, at the root; `onNavigate` gets the `navigate` events. */
export function useEvents(onNavigate: (to: string) => void): void {
  const client = useQueryClient()
  useEffect(() => {
    const refreshAll = throttle(() => {
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'jobs.list' })
    }, REFRESH_EVERY_MS)
    const end = transport().subscribe((message: EventMessage) => {
      if (message.name === 'job') {
        const job = message.data
        client.setQueryData<Job[]>(['jobs.list', {}], (jobs) => withJob(jobs ?? [], job))
      } else if (message.name === 'workspace.changed') refreshAll.run()
      else onNavigate(message.data.to)
    })
    return () => {
      refreshAll.stop()
      end()
    }
  }, [client, onNavigate])
}

/** An import writes many batches a second: views follow it at this pace, not at every batch. */
const REFRESH_EVERY_MS = 1500

function withJob(jobs: readonly Job[], job: Job): Job[] {
  const known = jobs.some((other) => other.id === job.id)
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs]
}

/** Runs at once, then at most once in the interval, and always once after the last call. */
function throttle(action: () => void, everyMs: number): { run: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  const run = () => {
    if (timer !== null) {
      again = true
      return
    }
    action()
    timer = setTimeout(() => {
      timer = null
      if (!again) return
      again = false
      run()
    }, everyMs)
  }
  return {
    run,
    stop: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
