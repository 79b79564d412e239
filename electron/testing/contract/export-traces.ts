import { expect } from 'vitest'
import { exportedFileSchema } from '../../../shared/contract/exports.ts'
import { DEFAULT_REDACTION } from '../../../shared/model/redaction.ts'
import type { Session } from './session.ts'

/** Exports for a window: as a table and as a workspace, handed over in parts. */
export async function exportTraces({ ask, services }: Session): Promise<void> {
  expect(await ask('workspace.standing', {})).toEqual({ isThere: true })
  const write = async (format: 'csv' | 'workspace') => {
    const { jobId } = await ask('exports.start', {
      format,
      filter: 'category:tool_error',
      from: '2026-03-10',
      redaction: DEFAULT_REDACTION,
    })
    return exportedFileSchema.parse(await services.jobs.finished(jobId))
  }
  const table = await write('csv')
  const { count } = await ask('traces.count', { filter: 'category:tool_error', from: '2026-03-10' })
  const part = await ask('exports.part', { file: table.file, offset: 0 })
  const lines = Buffer.from(part.base64, 'base64').toString().trimEnd().split('\n')
  expect({ rows: lines.length - 1, more: part.more, traces: table.traces }).toEqual({
    rows: count,
    more: false,
    traces: count,
  })
  const excerpt = await write('workspace')
  const { base64 } = await ask('exports.part', { file: excerpt.file, offset: excerpt.bytes - 100 })
  expect(Buffer.from(base64, 'base64')).toHaveLength(100)
  expect(excerpt).toMatchObject({ name: 'w-traces.tidemark', traces: count })
  const kept = await services.dispatch('exports.start', {
    format: 'otlp-json',
    redaction: DEFAULT_REDACTION,
  })
  expect(kept).toMatchObject({ ok: false, error: { code: 'usage' } })
  const strange = await services.dispatch('exports.part', { file: '../w.tidemark', offset: 0 })
  expect(strange).toMatchObject({ ok: false, error: { code: 'not_found' } })
}
