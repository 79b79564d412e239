import { expect, test } from 'vitest'
import type { CustomDefinition } from '../../shared/model/custom-category.ts'
import { openWriter } from '../store/connection.ts'
import { saveCustomCategory } from '../store/custom-categories.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { runAnalysis } from './analysis-job.ts'
import { matchCustomCategories } from './match-custom.ts'
import { previewCustom } from './preview-custom.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const run = (id: string, agent: string) => makeSpans(`agent ${agent}\n  tool search output="x"`, id)

function workspaceWith(...definitions: CustomDefinition[]): string {
  const path = makeWorkspace({
    march: [{ path: 'm.jsonl', spans: [...run('a', 'desk'), ...run('b', 'shop')] }],
  })
  const writer = openWriter(path, { create: false })
  for (const definition of definitions) saveCustomCategory(writer, definition)
  writer.close()
  return path
}

const DESK: CustomDefinition = {
  id: 'at_the_desk',
  name: 'At the desk',
  definition: 'Runs of the desk.',
  class: 'S',
  rule: { type: 'filter', filter: 'agent:desk' },
}

async function analyse(path: string) {
  const custom = await matchCustomCategories(openForTest(path), {})
  return await runAnalysis({ workspacePath: path, only: null, force: false, custom }, CONTEXT)
}

test('a category of a user is judged beside the others, in its version, with a finding at the first span', async () => {
  const path = workspaceWith(DESK)
  const { categories } = await analyse(path)
  expect(categories.at(-1)).toEqual({
    id: 'at_the_desk',
    version: 1,
    class: 'S',
    fired: 1,
    notFired: 1,
    notEvaluable: 0,
  })
  const found = openForTest(path)
    .db.prepare(
      `SELECT trace.trace_id AS traceId, span_id AS spanId, signature.text AS signature FROM finding
       JOIN category ON category.id = finding.category JOIN trace ON trace.id = finding.trace
       JOIN signature ON signature.id = finding.signature WHERE category.name = 'at_the_desk'`,
    )
    .all()
  expect(found).toEqual([{ traceId: 'a', spanId: 's1', signature: 'At the desk' }])
})

test('a new version is a difference that is told', async () => {
  const path = workspaceWith(DESK)
  await analyse(path)
  const writer = openWriter(path, { create: false })
  saveCustomCategory(writer, { ...DESK, rule: { type: 'filter', filter: 'agent:shop' } })
  writer.close()
  const { reclassified } = await analyse(path)
  expect(reclassified).toMatchObject({ traces: 2, changed: 2, added: [] })
  expect(reclassified?.categories[0]?.category).toBe('at_the_desk')
})

test('a rule that fails is told and not evaluable, the rest goes on', async () => {
  const broken: CustomDefinition = {
    ...DESK,
    id: 'broken_rule',
    rule: { type: 'sql', sql: 'SELECT trace_id FROM nowhere' },
  }
  const { categories, stoppedRules } = await analyse(workspaceWith(DESK, broken))
  expect(stoppedRules).toEqual([{ category: 'broken_rule', why: expect.stringContaining('nowhere') }])
  expect(categories.slice(-2)).toMatchObject([
    { id: 'at_the_desk', fired: 1 },
    { id: 'broken_rule', fired: 0, notEvaluable: 2 },
  ])
})

test('a preview counts, shows examples and says what would be watched, and keeps nothing', async () => {
  const path = workspaceWith()
  const seen = await previewCustom(openForTest(path), { rule: DESK.rule, seconds: 30 })
  expect(seen).toMatchObject({
    traces: 2,
    judged: 2,
    fired: 1,
    examples: [{ traceId: 'a', name: 'desk' }],
    alerts: [],
  })
  expect(seen.watch).not.toBe('')
  const counted = openForTest(path).db.prepare('SELECT count(*) FROM custom_category').pluck().get()
  expect(counted).toBe(0)
})
