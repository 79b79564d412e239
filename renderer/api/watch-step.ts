import type { QueryClient } from '@tanstack/react-query'
import type { MethodInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { BaselineEntry } from '../../shared/model/baseline.ts'
import type { Job } from '../../shared/model/job.ts'
import type { Policy } from '../../shared/model/policy.ts'
import { call } from './client.ts'
import { isActive } from './queries.ts'

type Change = MethodInput<'watch.change'>

export interface WayBack {
  undo: () => Promise<void>
  redo: () => Promise<void>
}

/** From a baseline that was just chosen or accepted: a new version each way, nothing is erased. */
export function backFromBaseline(
  client: QueryClient,
  change: Extract<Change, { kind: 'choose' | 'accept' }>,
): WayBack {
  let made = newestVersion()
  return {
    undo: async () =>
      carryOut(client, { kind: 'take_back', version: await made, reason: `Undone: ${change.reason}` }),
    redo: async () => {
      await carryOut(client, change)
      made = newestVersion()
    },
  }
}

/** From a version that was just taken back. An accepted one needs its shift, which is open again. */
export function backFromTakeBack(
  client: QueryClient,
  { kind, name, from, to, excluded, categories, reason }: BaselineEntry,
  change: Extract<Change, { kind: 'take_back' }>,
): WayBack {
  let { version } = change
  return {
    undo: async () => {
      if (kind === 'accepted') {
        const { shifts } = await call('shifts.list', {})
        const shift = shifts.find((one) => one.onset === from && one.category === categories?.[0])
        if (!shift)
          throw new AppError('not_found', { what: `The shift that version ${version} had accepted` })
        await carryOut(client, { kind: 'accept', shift: shift.id, reason })
      } else await carryOut(client, { kind: 'choose', from, to, excluded, name, reason })
      version = await newestVersion()
    },
    redo: () => carryOut(client, { ...change, version }),
  }
}

/** From a policy that was just saved to the one before it, as a further version. */
export function backFromPolicy(
  client: QueryClient,
  before: Policy,
  change: Extract<Change, { kind: 'policy' }>,
): WayBack {
  return {
    undo: () => carryOut(client, { kind: 'policy', policy: before, reason: `Undone: ${change.reason}` }),
    redo: () => carryOut(client, change),
  }
}

async function newestVersion(): Promise<number> {
  const { versions } = await call('baselines.list', {})
  return versions[0]?.version ?? 0
}

/** Resolves when the watch has been over the past anew and the views ask again. */
async function carryOut(client: QueryClient, change: Change): Promise<void> {
  const { jobId } = await call('watch.change', change)
  const job = await finished(client, jobId)
  if (job.state !== 'done') throw new AppError('usage', { why: job.error?.message ?? 'It was cancelled.' })
  await client.invalidateQueries()
}

/** Events keep the list of jobs current; the one asked for ends in it. */
function finished(client: QueryClient, id: string): Promise<Job> {
  return new Promise((resolve) => {
    const stop = client.getQueryCache().subscribe(() => {
      const job = client.getQueryData<Job[]>(['jobs.list', {}])?.find((one) => one.id === id)
      if (job === undefined || isActive(job)) return
      stop()
      resolve(job)
    })
    // A short job may have told its end already.
    void client.invalidateQueries({ queryKey: ['jobs.list'] })
  })
}
