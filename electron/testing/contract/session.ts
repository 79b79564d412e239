import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type EventMessage,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  methods,
} from '../../../shared/contract.ts'
import { generateSample } from '../../sample/generate.ts'
import { createServices, type Services } from '../../services.ts'

export interface Session {
  services: Services
  /** Sources are named by their file in it. */
  folder: string
  told: readonly EventMessage[]
  answered: ReadonlySet<MethodName>
  /** Asks as a window does; the answer must be one and keep to the contract. */
  ask<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
  /** Until nothing runs any more, also what follows an import by itself. */
  allJobs(): Promise<void>
  close(): Promise<void>
}

/** The real services on a workspace with eight weeks of the generated sample, imported and analysed. */
export async function openSession(): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-services-'))
  const lines = [...generateSample({ seed: 'contract', weeks: 8, tracesPerDay: 40 })]
  writeFileSync(join(folder, 'sample.jsonl'), lines.map((line) => `${line}\n`).join(''))
  const services = createServices({
    workspacePath: join(folder, 'w.tidemark'),
    host: 'browser',
    resolveSource: (reference) => join(folder, reference),
  })
  const told: EventMessage[] = []
  services.events.subscribe((message) => told.push(message))
  const answered = new Set<MethodName>()

  const ask: Session['ask'] = async <M extends MethodName>(method: M, input: MethodInput<M>) => {
    const reply = await services.dispatch(method, input)
    if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
    answered.add(method)
    methods[method].output.parse(reply.value)
    return reply.value as MethodOutput<M>
  }
  const allJobs = async (): Promise<void> => {
    for (;;) {
      // What a job starts as it ends is there a moment later.
      await new Promise((resolve) => setImmediate(resolve))
      const running = (await ask('jobs.list', {})).find(({ finishedAt }) => finishedAt === null)
      if (!running) return
      await services.jobs.finished(running.id).catch(() => null)
    }
  }

  const { jobId } = await ask('imports.start', { sources: ['sample.jsonl'], label: 'sample' })
  await services.jobs.finished(jobId)
  await allJobs()
  const close = async (): Promise<void> => {
    await services.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { services, folder, told, answered, ask, allJobs, close }
}
