import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { launchNode, type LaunchQuery, type QueryChild } from './query-child.ts'
import { checkQuery } from './query-gate.ts'
import { matchSchema, type QueryReply, type QueryRequest, replySchema, rowsSchema } from './query-messages.ts'
import type { CustomRule } from '../../shared/model/custom-category.ts'
import type { RuleMatch } from './custom-rule.ts'

const ENTRY = new URL(`./query-process${extname(import.meta.url)}`, import.meta.url)

/**
 * Runs SQL over the views in a process of its own, which is killed after `seconds`.
 * AppError `query_refused` (not a question), `query_failed` (SQLite's message), `query_timeout`, `cancelled`.
 */
export async function runQuery(
  path: string,
  { sql, limit, seconds }: ParsedInput<'query.run'>,
  { launch = launchNode, signal }: { launch?: LaunchQuery; signal?: AbortSignal } = {},
): Promise<MethodOutput<'query.run'>> {
  checkQuery(sql)
  const started = performance.now()
  const value = await askOnce({ path: resolve(path), sql, limit }, { seconds, launch, signal })
  return { ...rowsSchema.parse(value), seconds: (performance.now() - started) / 1000 }
}

/**
 * Asks a rule of a whole workspace in a process of its own, which is killed after `seconds`.
 * AppErrors as `matchRule`, and `query_timeout`, `cancelled`.
 */
export async function runRule(
  path: string,
  rule: CustomRule,
  { seconds, launch = launchNode, signal }: { seconds: number; launch?: LaunchQuery; signal?: AbortSignal },
): Promise<RuleMatch> {
  return matchSchema.parse(await askOnce({ path: resolve(path), rule }, { seconds, launch, signal }))
}

async function askOnce(
  request: QueryRequest,
  { seconds, launch, signal }: { seconds: number; launch: LaunchQuery; signal: AbortSignal | undefined },
): Promise<unknown> {
  const directory = await mkdtemp(join(tmpdir(), 'tidemark-query-'))
  try {
    const reply = await ask(launch(ENTRY, directory), request, seconds, signal)
    if (!reply.ok) throw new AppError(reply.code, reply.details)
    return reply.value
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Asks once; whatever happens, the process is gone afterwards. */
async function ask(
  child: QueryChild,
  request: QueryRequest,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<QueryReply> {
  const { promise, resolve: answer, reject } = Promise.withResolvers<unknown>()
  const gone = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new AppError('query_timeout', { seconds })), seconds * 1000)
  const cancel = () => reject(new AppError('cancelled'))
  signal?.addEventListener('abort', cancel)
  // It may have been given up while the directory was made.
  if (signal?.aborted) cancel()
  child.onMessage(answer)
  child.onExit(() => {
    gone.resolve()
    reject(
      new AppError('query_failed', {
        why: 'its process ended; it may have needed more memory than it may use.',
      }),
    )
  })
  child.send(request)
  try {
    return replySchema.parse(await promise)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
    child.kill()
    await gone.promise
  }
}
