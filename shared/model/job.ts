import { z } from 'zod'

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['import', 'analyze', 'undo_import', 'preview_watch', 'report', 'export', 'index']),
  title: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** 0..1, or null where the total is unknown. */
  fraction: z.number().nullable(),
  /** What is being done now, e.g. the file's name. */
  detail: z.string(),
  bytesDone: z.number(),
  bytesTotal: z.number().nullable(),
  recordsDone: z.number(),
  /** Bytes a second over the last seconds, null before there is a rate. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What the job gives back when it is done: see the contract of the method that started it. */
  result: z.unknown().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
})
/** A long piece of work in a worker thread, as every surface shows it. */
export type Job = z.infer<typeof jobSchema>
