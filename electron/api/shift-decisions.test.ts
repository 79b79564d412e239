import { expect, test } from 'vitest'
import { methods } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { runAnalysis } from '../jobs/analysis-job.ts'
import type { Span } from '../../shared/model/span.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { shiftDecisionHandlers } from './shift-decisions.ts'
import { shiftHandlers } from './shifts.ts'

const DAY = 86_400_000_000
const START = Date.UTC(2026, 0, 5) * 1000
const BROKEN_FROM = 40

/** Eight weeks of twelve runs a day whose tool fails in one of them, from day 40 on in seven. */
function weeks(): Span[] {
  return Array.from({ length: 56 * 12 }, (_, n) => {
    const [day, i] = [Math.floor(n / 12), n % 12]
    const isBroken = i < (day >= BROKEN_FROM ? 7 : 1)
    const text = `agent booking\n  llm chat gpt-4o\n    > user: Flights to ${i % 2 === 0 ? 'Bergen' : 'Oslo'}?\n    < call search {} id=c1\n  tool search call=c1 ${isBroken ? 'status=error message="boom"' : 'output="ok"'}`
    return makeSpans(text, `t-${day}-${i}`).map((span) =>
      Object.assign(span, { startUs: START + day * DAY + i * 3_600_000_000 + (span.startUs % 1_000_000) }),
    )
  }).flat()
}

async function open() {
  const path = makeWorkspace({ weeks: [{ path: 'w.jsonl', spans: weeks() }] })
  await runAnalysis(
    { workspacePath: path, only: null, force: false },
    { checkCancelled: () => undefined, progress: () => undefined },
  )
  const connection = openForTest(path)
  const deps = { reader: () => connection }
  const { shifts } = await shiftHandlers(deps)['shifts.list']({})
  const shift = shifts.find(({ category }) => category === 'tool_error')!
  return { ...shiftHandlers(deps), ...shiftDecisionHandlers(deps), shift }
}

test('a shift comes with its evidence over the threshold, its segments, and failing traces beside like ones', async () => {
  const handlers = await open()
  const detail = await handlers['shifts.detail']({ id: handlers.shift.id })
  expect(methods['shifts.detail'].output.parse(detail)).toEqual(detail)
  const opened = detail.evidence.find(({ date }) => date === handlers.shift.openedOn)
  const before = detail.evidence.filter(({ date }) => date < handlers.shift.onset)
  expect(opened!.value).toBeGreaterThanOrEqual(1)
  expect(before.every(({ value }) => value < 1)).toBe(true)
  const [segment] = detail.segments
  expect(segment).toMatchObject({ segment: 'booking × gpt-4o', baselineN: 28 * 12, baselineK: 28 })
  expect(segment!.odds!.low).toBeGreaterThan(2)
  const [example] = detail.examples
  expect(example).toMatchObject({ text: 'error', signature: expect.stringContaining('boom') })
  // Of the baseline, with the same question, and it did not fail.
  expect(example!.beside!.inputPreview).toBe(example!.inputPreview)
  expect(example!.beside!.startUs).toBeLessThan(START + 28 * DAY)
})

test('decisions are kept, listed with the shift, undone and done again', async () => {
  const handlers = await open()
  const { id } = handlers.shift
  const decide = handlers['shifts.decide']
  await decide({ kind: 'acknowledge', shift: id, text: '', author: 'Ada' })
  const mute = await decide({ kind: 'mute', shift: id, until: '2026-03-20', text: 'Known.', author: '' })
  const listed = async () =>
    (await handlers['shifts.list']({})).shifts
      .find((shift) => shift.id === id)!
      .decisions.map(({ kind, until }) => [kind, until])
  expect(await listed()).toEqual([
    ['mute', '2026-03-20'],
    ['acknowledge', null],
  ])
  await handlers['shifts.undoDecision']({ id: mute.id, undone: true })
  expect(await listed()).toEqual([['acknowledge', null]])
  const { decisions } = await handlers['shifts.detail']({ id })
  expect(decisions.map(({ kind, undoneUs }) => [kind, undoneUs === null])).toEqual([
    ['mute', false],
    ['acknowledge', true],
  ])
  await handlers['shifts.undoDecision']({ id: mute.id, undone: false })
  expect(await listed()).toHaveLength(2)
})

test('there is nothing to decide about a shift or a decision that is not there', async () => {
  const handlers = await open()
  const nowhere = { kind: 'acknowledge' as const, shift: 'no@2026-01-01', text: 'x', author: '' }
  expect(() => handlers['shifts.decide'](nowhere)).toThrow(AppError)
  expect(() => handlers['shifts.undoDecision']({ id: 99, undone: true })).toThrow(
    'The decision 99 was not found',
  )
  expect(() => handlers['shifts.detail']({ id: 'no@2026-01-01' })).toThrow('was not found')
})
