import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { Job } from '../../shared/model/job.ts'
import { generateSample } from '../sample/generate.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createJobRunner, type JobRequest, type JobRunner } from './job-runner.ts'
import type { AnalysisInput, ImportInput, ImportResult, UndoInput } from './results.ts'

interface Watched {
  runner: JobRunner
  /** Every state that was told of, in order. */
  seen: Job[]
  logged: string[]
  /** Resolves with the first job told of that `wanted` is true for. */
  until(wanted: (job: Job) => boolean): Promise<Job>
}

function watchedRunner(fileOf?: (worker: JobRequest['worker']) => URL): Watched {
  const seen: Job[] = []
  const logged: string[] = []
  const waiting = new Set<{ wanted: (job: Job) => boolean; resolve: (job: Job) => void }>()
  const runner = createJobRunner(
    (job) => {
      seen.push(job)
      for (const each of waiting) if (each.wanted(job)) each.resolve(job)
    },
    (text) => logged.push(text),
    fileOf,
  )
  onTestFinished(() => runner.close())
  const until: Watched['until'] = (wanted) => {
    const { promise, resolve } = Promise.withResolvers<Job>()
    waiting.add({ wanted, resolve })
    return promise
  }
  return { runner, seen, logged, until }
}

function sampleFile(folder: string, weeks: number, seed = 'jobs'): string {
  const file = join(folder, `${seed}-${weeks}.jsonl`)
  const lines = [...generateSample({ seed, weeks, tracesPerDay: 60 })]
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  return file
}

function importOf(workspacePath: string, file: string): JobRequest {
  const input: ImportInput = {
    workspacePath,
    paths: [file],
    label: null,
    format: null,
    mapping: null,
    isSample: false,
    sample: null,
    dryRun: false,
  }
  return { kind: 'import', title: `Importing ${file}`, worker: 'import-worker', input }
}

function analysisOf(workspacePath: string): JobRequest {
  const input: AnalysisInput = { workspacePath, only: null, force: false }
  return { kind: 'analyze', title: 'Analysing', worker: 'analysis-worker', input }
}

test('a job is queued, runs with progress that only grows, and ends with its result', async () => {
  const folder = temporaryFolder()
  const { runner, seen } = watchedRunner()
  const file = sampleFile(folder, 4)
  const job = runner.start(importOf(join(folder, 'w.tidemark'), file))
  const result = (await runner.finished(job.id)) as ImportResult
  expect(result.sources.map(({ path, failed }) => [path, failed])).toEqual([[file, false]])
  expect([...new Set(seen.map(({ state }) => state))]).toEqual(['queued', 'running', 'done'])
  const moving = seen.filter(({ state, bytesDone }) => state === 'running' && bytesDone > 0)
  expect(moving.length).toBeGreaterThan(1)
  for (const [at, { bytesDone, bytesTotal, fraction, detail }] of moving.entries()) {
    expect(bytesDone).toBeGreaterThanOrEqual(moving[at - 1]?.bytesDone ?? 0)
    expect(bytesTotal).toBe(result.sources[0]?.bytes)
    expect(fraction).toBeCloseTo(bytesDone / (bytesTotal ?? 0))
    expect(detail).toBe(file)
  }
  expect(runner.list()[0]).toMatchObject({ id: job.id, state: 'done', fraction: 1, result, error: null })
})

test('a cancelled import leaves the workspace as it was', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const { runner, until } = watchedRunner()
  await runner.finished(runner.start(importOf(workspace, sampleFile(folder, 1))).id)
  await runner.finished(runner.start(analysisOf(workspace)).id)
  const before = readLogically(workspace)
  const job = runner.start(importOf(workspace, sampleFile(folder, 6, 'other')))
  await until(({ id, state, bytesDone }) => id === job.id && state === 'running' && bytesDone > 0)
  expect(runner.cancel(job.id)).toBe(true)
  await expect(runner.finished(job.id)).rejects.toMatchObject({ code: 'cancelled' })
  expect(runner.list()[0]).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
  expect(readLogically(workspace)).toEqual(before)
  expect(runner.cancel(job.id)).toBe(false)
})

test('a cancelled analysis leaves the workspace as it was', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const { runner, until } = watchedRunner()
  await runner.finished(runner.start(importOf(workspace, sampleFile(folder, 4))).id)
  const before = readLogically(workspace)
  const job = runner.start(analysisOf(workspace))
  await until(({ id, state }) => id === job.id && state === 'running')
  runner.cancel(job.id)
  await expect(runner.finished(job.id)).rejects.toMatchObject({ code: 'cancelled' })
  expect(readLogically(workspace)).toEqual(before)
})

test('a second job waits for the first; cancelled while it waits, it never runs', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const { runner, seen } = watchedRunner()
  const first = runner.start(importOf(workspace, sampleFile(folder, 2)))
  const second = runner.start(importOf(workspace, sampleFile(folder, 1, 'second')))
  const third = runner.start(importOf(workspace, sampleFile(folder, 1, 'third')))
  expect(runner.list().map(({ id, state }) => [id, state])).toEqual([
    [third.id, 'queued'],
    [second.id, 'queued'],
    [first.id, 'running'],
  ])
  expect(runner.cancel(third.id)).toBe(true)
  await Promise.all([runner.finished(first.id), runner.finished(second.id)])
  await expect(runner.finished(third.id)).rejects.toMatchObject({ code: 'cancelled' })
  const order = seen.filter(({ state }) => state === 'running' || state === 'done')
  expect(order.findIndex(({ id, state }) => id === first.id && state === 'done')).toBeLessThan(
    order.findIndex(({ id }) => id === second.id),
  )
  expect(order.filter(({ id }) => id === third.id)).toEqual([])
})

/** A worker that ends without a word, as one does that needs too much memory, and one that cannot even begin. */
const BAD_WORKERS = { dying: 'process.exit(3)', throwing: "throw new Error('secret at /home/someone')" }

function badWorker(folder: string, kind: keyof typeof BAD_WORKERS): URL {
  const file = join(folder, `${kind}.mjs`)
  writeFileSync(file, BAD_WORKERS[kind])
  return pathToFileURL(file)
}

test.each(['dying', 'throwing'] as const)(
  'a %s worker is a failed job that tells nothing internal; the next job runs',
  async (kind) => {
    const folder = temporaryFolder()
    const bad = badWorker(folder, kind)
    const good = new URL('./import-worker.ts', import.meta.url)
    const { runner, logged } = watchedRunner((worker) => (worker === 'undo-worker' ? bad : good))
    const input: UndoInput = { workspacePath: '', importId: 1 }
    const dying = runner.start({ kind: 'undo_import', title: 'Dying', worker: 'undo-worker', input })
    const next = runner.start(importOf(join(folder, 'w.tidemark'), sampleFile(folder, 1)))
    await expect(runner.finished(dying.id)).rejects.toMatchObject({ code: 'internal' })
    await runner.finished(next.id)
    const failed = runner.list().find(({ id }) => id === dying.id)
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'internal' } })
    expect(JSON.stringify(failed)).not.toContain('secret')
    expect(logged.join().includes('secret at /home/someone')).toBe(kind === 'throwing')
  },
)

test('a job fails with the error of its work', async () => {
  const folder = temporaryFolder()
  const { runner } = watchedRunner()
  const file = join(folder, 'letter.txt')
  writeFileSync(file, 'Dear all')
  const job = runner.start(importOf(join(folder, 'w.tidemark'), file))
  await expect(runner.finished(job.id)).rejects.toMatchObject({
    code: 'format_unknown',
    details: { path: file },
  })
  expect(runner.list()[0]?.error?.message).toContain('is in no format Tidemark knows')
})

test('an import that is taken back leaves what was there before', async () => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'w.tidemark')
  const { runner } = watchedRunner()
  await runner.finished(runner.start(importOf(workspace, sampleFile(folder, 1))).id)
  const before = readLogically(workspace)
  const more = runner.start(importOf(workspace, sampleFile(folder, 1, 'more')))
  const { importId } = (await runner.finished(more.id)) as ImportResult
  const input = { workspacePath: workspace, importId }
  const undo = runner.start({ kind: 'undo_import', title: 'Back', worker: 'undo-worker', input })
  expect(await runner.finished(undo.id)).toEqual({ importId })
  expect(readLogically(workspace)).toEqual(before)
})

test('ended jobs stay listed, newest first, the oldest beyond fifty go', async () => {
  const worker = badWorker(temporaryFolder(), 'dying')
  const { runner } = watchedRunner(() => worker)
  const titles: string[] = []
  for (let number = 0; number < 53; number++) {
    const job = runner.start({
      kind: 'import',
      title: `job ${number}`,
      worker: 'import-worker',
      input: {},
    })
    titles.unshift(job.title)
    if (number % 10 === 0) await runner.finished(job.id).catch(() => null)
    else runner.cancel(job.id)
  }
  await runner.close()
  runner.start({ kind: 'import', title: 'last', worker: 'import-worker', input: {} })
  expect(runner.list().map(({ title }) => title)).toEqual(['last', ...titles.slice(0, 49)])
})

test('nobody waits for a job that is not there', async () => {
  const { runner } = watchedRunner()
  await expect(runner.finished('none')).rejects.toMatchObject({ code: 'not_found' })
  expect(runner.cancel('none')).toBe(false)
})

test('what is prepared before the worker starts joins its input, and a cancelled preparation stops', async () => {
  const folder = temporaryFolder()
  const echo = join(folder, 'echo.mjs')
  writeFileSync(
    echo,
    "import { parentPort, workerData } from 'node:worker_threads'\nparentPort.postMessage({ type: 'done', result: workerData.input })\n",
  )
  const { runner } = watchedRunner(() => pathToFileURL(echo))
  const request = {
    kind: 'analyze',
    title: 'prepared',
    worker: 'analysis-worker',
    input: { own: 1 },
  } as const
  const job = runner.start({ ...request, prepare: async () => ({ more: 2 }) })
  expect(await runner.finished(job.id)).toEqual({ own: 1, more: 2 })

  const hanging = runner.start({
    ...request,
    prepare: (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled')))
      }),
  })
  expect(runner.cancel(hanging.id)).toBe(true)
  await expect(runner.finished(hanging.id)).rejects.toMatchObject({ code: 'cancelled' })

  const failing = runner.start({
    ...request,
    prepare: () => Promise.reject(new AppError('usage', { why: 'no.' })),
  })
  await expect(runner.finished(failing.id)).rejects.toMatchObject({ code: 'usage' })
  const after = runner.start(request)
  expect(await runner.finished(after.id)).toEqual({ own: 1 })
})
