import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Span } from '../../shared/model/span.ts'
import { generateSample } from '../sample/generate.ts'
import { STORY } from '../sample/story.ts'
import { openWriter } from '../store/connection.ts'
import { undoFinishedImport } from '../store/undo-import.ts'
import { versionQueries } from '../store/version-queries.ts'
import { FIXTURE_START_US, makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { importRecords } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { runAnalysis } from './analysis-job.ts'
import { runImport } from './import-job.ts'

const CONTEXT = { checkCancelled: () => undefined, progress: () => undefined }
const DAY_US = 86_400_000_000

async function analyse(workspacePath: string, force = false) {
  return await runAnalysis({ workspacePath, only: null, force }, CONTEXT)
}

function shifted(spans: readonly Span[], us: number): Span[] {
  return spans.map((span) => Object.assign(span, { startUs: span.startUs + us }))
}

const NAMES = ['Ada', 'Bo', 'Chen', 'Dora', 'Emil', 'Fatou', 'Gil']

/** Four traces a day; the word changes on day ten. */
function tracesOf(from: number, to: number): Span[] {
  return Array.from({ length: (to - from) * 4 }, (_, index) => {
    const at = from * 4 + index
    const system = `You ${at < 40 ? 'may' : 'must'} look ${NAMES[at % 7]} up first. Today is 2026-03-${10 + (at % 20)}.`
    const text = `agent booking\n  llm chat gpt-4.1 -> gpt-4.1-2025-04-14\n    > system: ${system}\n    > user: Hi ${at}\n    < assistant: Hello`
    return shifted(makeSpans(text, `trace-${at}`), (at * DAY_US) / 4)
  }).flat()
}

function source(from: number, to: number) {
  return [{ path: `${from}.jsonl`, spans: tracesOf(from, to) }]
}

function promptsOf(path: string) {
  const { rows } = versionQueries(openForTest(path)).list({})
  return rows
    .filter(({ kind }) => kind === 'prompt')
    .map(({ agent, label, words, traces, total, marked }) => ({ agent, label, words, traces, total, marked }))
}

test('a prompt nobody recorded a version of is found, with the day it changed', async () => {
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans: tracesOf(0, 20) }] })
  await analyse(path)
  const day = new Date((FIXTURE_START_US + 10 * DAY_US) / 1000).toISOString().slice(0, 10)
  expect(promptsOf(path)).toMatchObject([
    {
      agent: 'booking',
      words: 'You may look ⟨…⟩ up first. Today is ⟨date⟩.',
      traces: 40,
      total: 80,
      marked: null,
    },
    {
      agent: 'booking',
      words: 'You must look ⟨…⟩ up first. Today is ⟨date⟩.',
      traces: 40,
      total: 80,
      marked: day,
    },
  ])
})

test('several imports, in any order, give what one gives; so does analysing again', async () => {
  const one = makeWorkspace({ all: source(0, 20) })
  await analyse(one)
  const parts = makeWorkspace({ later: source(13, 20) })
  for (const [from, to] of [
    [0, 6],
    [6, 13],
  ] as const) {
    await analyse(parts)
    const writer = openWriter(parts, { create: false })
    importRecords(writer, `${from}`, { spans: tracesOf(from, to) })
    writer.close()
  }
  await analyse(parts)
  expect(promptsOf(parts)).toEqual(promptsOf(one))
  await analyse(parts, true)
  expect(promptsOf(parts)).toEqual(promptsOf(one))
})

test('undoing an import takes its versions back', async () => {
  const path = makeWorkspace({
    first: [{ path: 'a.jsonl', spans: tracesOf(0, 10) }],
    second: [{ path: 'b.jsonl', spans: tracesOf(10, 20) }],
  })
  await analyse(path)
  expect(promptsOf(path)).toHaveLength(2)
  const writer = openWriter(path, { create: false })
  undoFinishedImport(writer, 2)
  writer.close()
  await analyse(path)
  expect(promptsOf(path)).toMatchObject([{ traces: 40, total: 40 }])
})

test('a recorded version is the label; what the trace says of itself stays; a text that changed under it shows', async () => {
  const spans = Array.from({ length: 12 }, (_, at) =>
    shifted(
      makeSpans(
        `agent booking\n  llm chat gpt-4.1 prompt=7\n    > system: You ${at < 6 ? 'may' : 'must'} ask.\n    > user: Hi ${at}`,
        `t${at}`,
      ),
      at * DAY_US,
    ),
  ).flat()
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
  await analyse(path)
  const found = promptsOf(path)
  expect(found.map(({ label, words }) => [label.replace(/p-[\da-f]{6}/, 'p-…'), words])).toEqual([
    ['7', 'You may ask.'],
    ['7 (p-…)', 'You must ask.'],
  ])
  const versions = openForTest(path).db.prepare('SELECT DISTINCT prompt_version FROM trace').pluck().all()
  expect(versions).toEqual(['7'])
})

test('what a judge is told is no version; an agent that works for another has its own', async () => {
  const text = `agent booking
  llm chat gpt-4.1
    > system: You book flights.
    > user: Hi
  agent search
    llm chat gpt-4.1
      > system: You search fares.
      > user: Find
  evaluator grade
    llm judge gpt-5
      > system: You grade answers.
      > user: Grade`
  const spans = Array.from({ length: 4 }, (_, at) => shifted(makeSpans(text, `t${at}`), at * DAY_US)).flat()
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
  await analyse(path)
  const { rows } = versionQueries(openForTest(path)).list({})
  const told = rows.map(({ kind, agent, owner, words, label }) => [kind, agent, owner, words ?? label])
  expect(told).toContainEqual(['prompt', 'booking', null, 'You book flights.'])
  expect(told).toContainEqual(['prompt', 'search', 'booking', 'You search fares.'])
  expect(told).toContainEqual(['agent', '', null, 'search'])
  expect(JSON.stringify(rows)).not.toMatch(/grade|gpt-5/)
})

test('without a clock versions are listed undated', async () => {
  const spans = Array.from({ length: 8 }, (_, at) =>
    makeSpans(
      `agent booking\n  llm chat gpt-4.1\n    > system: You ${at < 4 ? 'may' : 'must'} ask.\n    > user: Hi ${at}`,
      `t${at}`,
    ),
  )
    .flat()
    .map((span) => Object.assign(span, { syntheticTime: true }))
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
  await analyse(path)
  const { hasClock, rows } = versionQueries(openForTest(path)).list({})
  expect(hasClock).toBe(false)
  expect(rows.filter(({ kind }) => kind === 'prompt')).toMatchObject([
    { firstUs: null, lastUs: null, marked: null, traces: 4, total: 8, days: [] },
    { firstUs: null, lastUs: null, marked: null, traces: 4, total: 8, days: [] },
  ])
})

test('the sample shows its prompt change on its day without the recorded versions too', async () => {
  const file = join(temporaryFolder(), 'sample.jsonl')
  const lines = Array.from(
    generateSample({ seed: 'ebb', weeks: 8, tracesPerDay: 12, turns: 1 }),
    withoutVersions,
  )
  writeFileSync(file, `${lines.join('\n')}\n`)
  const path = makeWorkspace({})
  const input = { workspacePath: path, paths: [file], label: null, format: null, mapping: null, sample: null }
  await runImport({ ...input, isSample: false, dryRun: false }, CONTEXT)
  await analyse(path)
  const changed = promptsOf(path).filter(({ marked }) => marked !== null)
  const day = new Date(Date.UTC(2026, 2, 2) + STORY.promptChangeDay * 86_400_000).toISOString().slice(0, 10)
  expect(changed).toMatchObject([{ agent: 'booking', marked: day }])
  expect(promptsOf(path).map(({ agent, label }) => [agent, label.slice(0, 2)])).toEqual([
    ['billing', 'p-'],
    ['booking', 'p-'],
    ['booking', 'p-'],
    ['research', 'p-'],
  ])
})

/** A line of the sample as if nobody had told the versions of prompts. */
function withoutVersions(line: string): string {
  const without = JSON.parse(line, (_, value: unknown) =>
    Array.isArray(value)
      ? value.filter((item: { key?: string } | null) => !/prompt.*version/.test(item?.key ?? ''))
      : value,
  ) as object
  return JSON.stringify(without)
}
