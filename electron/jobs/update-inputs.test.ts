import { expect, test } from 'vitest'
import { chanceFrom } from '../testing/count-worlds.ts'
import { inventInput } from '../testing/invented-inputs.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { firstInputs, inputReader } from '../store/input-rows.ts'
import { openWriter } from '../store/connection.ts'
import { forgetAutomaticBaselines } from '../store/baseline-store.ts'
import { runAnalysis } from './analysis-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const DAY_US = 86_400_000_000
const USUAL = { refund: 0.2, flight: 0.5, password: 0.1, delivery: 0.2 }
/** Before what was asked stands what every request of this product begins with: longer than a preview. */
const PREAMBLE = `${'You are talking to the help desk. '.repeat(8)}Question: `

/** Seven weeks; in the last two inputs are asked with other shares. */
function sevenWeeks(now: typeof USUAL, preamble = '') {
  const chance = chanceFrom(5)
  const spans = Array.from({ length: 49 * 50 }, (_, trace) => {
    const day = Math.floor(trace / 50)
    const text = preamble + inventInput(chance, day < 34 ? USUAL : now)
    return makeSpans(
      `agent desk\n  llm chat gpt-4.1\n    > user: ${text}\n    < assistant: Done`,
      `t${trace}`,
    ).map((span) =>
      Object.assign(span, { startUs: span.startUs + day * DAY_US + (trace % 50) * 600_000_000 }),
    )
  }).flat()
  return makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
}

async function inputNotices(workspacePath: string) {
  const { notices, shifts } = await runAnalysis({ workspacePath, only: null, force: false }, CONTEXT)
  expect(shifts).toEqual([])
  return notices.filter(({ kind }) => kind === 'inputs')
}

test('inputs that change are a notice in the workspace, with the topic, and no shift', async () => {
  const path = sevenWeeks({ ...USUAL, refund: 0.5, flight: 0.2 })
  const [notice, ...others] = await inputNotices(path)
  expect(others).toEqual([])
  expect(notice!.text).toMatch(/^In desk × gpt-4\.1, since the week from \d+ April: inputs about/)
  const { db } = openForTest(path)
  expect(db.prepare("SELECT text FROM notice WHERE kind = 'inputs'").pluck().all()).toEqual([notice!.text])
  // A second look at the same data says the same, from the frozen reference.
  expect(await inputNotices(path)).toEqual([notice])
})

test('what differs behind a long common beginning is seen: the whole input is read, not its preview', async () => {
  const path = sevenWeeks({ ...USUAL, refund: 0.5, flight: 0.2 }, PREAMBLE)
  const connection = openForTest(path)
  const [first] = firstInputs(connection, 0, Number.MAX_SAFE_INTEGER)
  expect(first!.preview).not.toContain('Question')
  expect(inputReader(connection)(first!)).toContain('Question: ')
  expect(await inputNotices(path)).toHaveLength(1)
})

test('unchanged inputs are no notice, and the reference goes with its baseline', async () => {
  const path = sevenWeeks(USUAL)
  expect(await inputNotices(path)).toEqual([])
  const writer = openWriter(path, { create: false })
  const count = () => writer.db.prepare('SELECT count(*) FROM input_reference').pluck().get()
  expect(count()).toBe(1)
  forgetAutomaticBaselines(writer)
  expect(count()).toBe(0)
  writer.close()
})

const askedIn = (id: string, session: string, minutes: number) =>
  makeSpans(`agent desk\n  llm chat gpt-4.1\n    > user: ${id}`, id).map((span) =>
    Object.assign(span, { sessionId: session, startUs: span.startUs + minutes * 60_000_000 }),
  )

test('a session is asked once: what its later traces ask is not counted', () => {
  const spans = [...askedIn('second', 's', 9), ...askedIn('first', 's', 0), ...askedIn('other', 'z', 5)]
  const connection = openForTest(makeWorkspace({ march: [{ path: 'm.jsonl', spans }] }))
  const rows = [...firstInputs(connection, 0, Number.MAX_SAFE_INTEGER)]
  expect(rows.map(({ preview }) => preview).toSorted()).toEqual(['first', 'other'])
})
