import { expect } from 'vitest'
import type { Session } from './session.ts'

/** Notes and labels, from a mark on a trace to the precision of the category that it is about. */
export async function annotateTraces({ ask, services }: Session): Promise<void> {
  const { rows } = await ask('traces.list', { filter: 'category:tool_error', limit: 2 })
  const [one = '', two = ''] = rows.map(({ traceId }) => traceId)
  const [finding] = (await ask('trace.get', { traceId: one })).findings
  const span = { on: 'span', traceId: one, spanId: finding?.spanId ?? '' } as const
  const { ids } = await ask('annotations.add', {
    annotations: [
      { target: span, label: 'tool_error', text: 'The supplier was down.', author: 'Ana' },
      { target: { on: 'trace', traceId: two }, label: 'tool_error', holds: false },
      { target: { on: 'category', category: 'tool_error' }, text: 'Noisy on Mondays.' },
    ],
  })
  expect(await ask('annotations.of', { on: 'trace', traceId: one })).toMatchObject([
    { id: ids[0], target: span, label: 'tool_error', text: 'The supplier was down.', author: 'Ana' },
  ])
  expect(await ask('annotations.agreement', {})).toMatchObject([
    { category: 'tool_error', right: 1, wrong: 1, missed: 0, precision: 0.5 },
  ])
  expect((await ask('traces.count', { filter: 'note:supplier label:tool_error' })).count).toBe(1)
  await ask('annotations.setUndone', { ids: ids.slice(0, 2), undone: true })
  expect(await ask('annotations.agreement', {})).toEqual([])
  await ask('annotations.setKeys', { labels: ['tool_error'] })
  expect(await ask('annotations.labels', {})).toEqual({ labels: [], keys: ['tool_error'] })
  const { rows: told } = await ask('query.run', { sql: 'SELECT category, text FROM annotations' })
  expect(told).toEqual([['tool_error', 'Noisy on Mondays.']])
  const strange = await services.dispatch('annotations.setUndone', { ids: ['none'], undone: true })
  expect(strange).toMatchObject({ ok: false, error: { code: 'not_found' } })
}
