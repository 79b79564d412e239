import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Finding } from '../../shared/model/finding.ts'
import { emptySpan } from '../../shared/model/span.ts'
import { inventSpans } from '../testing/invented-spans.ts'
import { importRecords } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import {
  countStaleTraces,
  staleTraces,
  writeAnalysis,
  type AnalysedTrace,
  type Rule,
} from './analysis-writer.ts'
import { openWriter, type WriteConnection } from './connection.ts'
import { sessionVerdicts } from './drift-reader.ts'

const RULES: Rule[] = [
  { id: 'tool_error', version: 1, class: 'F' },
  { id: 'loop', version: 1, class: 'S' },
]

function workspace(): WriteConnection {
  const writer = openWriter(join(temporaryFolder(), 'w.tidemark'), { create: true })
  onTestFinished(() => writer.close())
  importRecords(writer, 'a', { spans: inventSpans({ from: 0, to: 4 }) })
  return writer
}

function fired(trace: number, category = 'tool_error', version = 1): AnalysedTrace {
  const evidence = [{ spanId: 's', path: 'status', text: 'error', start: null, end: null }]
  const found: Finding = {
    traceId: '',
    spanId: 's',
    blameSpanId: null,
    category,
    version,
    class: 'F',
    evidence,
    signature: 'timeout',
  }
  return { trace, verdicts: 'fn', findings: [found] }
}

function findings({ db }: WriteConnection): unknown[] {
  return db
    .prepare(
      `SELECT trace, category.name AS category, version, current, signature.text AS signature FROM finding
       JOIN category ON category.id = finding.category JOIN signature ON signature.id = finding.signature
       ORDER BY trace, 2, version`,
    )
    .all()
}

test('what was analysed is no longer stale, page by page', () => {
  const writer = workspace()
  expect(staleTraces(writer, RULES)).toEqual([1, 2, 3, 4])
  expect(staleTraces(writer, RULES, { after: 1, limit: 2 })).toEqual([2, 3])
  writeAnalysis(writer, RULES, [fired(1), { trace: 3, verdicts: 'n-', findings: [] }])
  expect(staleTraces(writer, RULES)).toEqual([2, 4])
  expect(countStaleTraces(writer, RULES)).toBe(2)
})

test('a trace that changes, or rules that change, make it stale again', () => {
  const writer = workspace()
  writeAnalysis(
    writer,
    RULES,
    [1, 2, 3, 4].map((trace) => fired(trace)),
  )
  expect(countStaleTraces(writer, RULES)).toBe(0)
  importRecords(writer, 'same', { spans: inventSpans({ from: 0, to: 4 }) })
  expect(countStaleTraces(writer, RULES)).toBe(0)
  importRecords(writer, 'more', { spans: [{ ...emptySpan('trace-1', 'new'), parentSpanId: 'root-1' }] })
  expect(staleTraces(writer, RULES)).toEqual([2])
  expect(countStaleTraces(writer, [{ id: 'tool_error', version: 2, class: 'F' }])).toBe(4)
})

test('analysing again replaces the findings of the same rules and keeps those of older ones as not current', () => {
  const writer = workspace()
  const newer: Rule[] = [{ id: 'tool_error', version: 2, class: 'F' }]
  writeAnalysis(writer, RULES, [fired(1)])
  writeAnalysis(writer, RULES, [fired(1)])
  writeAnalysis(writer, newer, [fired(1, 'tool_error', 2)])
  writeAnalysis(writer, newer, [fired(1, 'tool_error', 2)])
  const row = { trace: 1, category: 'tool_error', signature: 'timeout' }
  expect(findings(writer)).toEqual([
    { ...row, version: 1, current: 0 },
    { ...row, version: 2, current: 1 },
  ])
})

test('rules that were left out of a run keep their findings', () => {
  const writer = workspace()
  writeAnalysis(writer, RULES, [fired(1, 'loop')])
  writeAnalysis(writer, [{ id: 'tool_error', version: 1, class: 'F' }], [{ ...fired(1), verdicts: 'f' }])
  expect(findings(writer)).toMatchObject([
    { category: 'loop', current: 1 },
    { category: 'tool_error', current: 1 },
  ])
})

test('the verdicts of all analysed traces come with what traffic is split by, in the order of the traces', () => {
  const writer = workspace()
  writeAnalysis(writer, RULES, [{ trace: 3, verdicts: 'n-', findings: [] }, fired(2)])
  const rows = [...sessionVerdicts(writer, ['agent', 'model', 'prompt', 'provider'])]
  expect(rows).toMatchObject([
    {
      sessionKey: 'session-0',
      rootName: 'booking run',
      agent: 'booking',
      verdicts: 'fn',
      syntheticTime: false,
    },
    {
      sessionKey: 'session-1',
      model: 'gpt-4.1-2025-04-14',
      provider: 'openai',
      promptVersion: '7',
      verdicts: 'n-',
    },
  ])
  expect(rows[0]?.rules).toEqual(['tool_error@1', 'loop@1'])
  expect(rows[0]?.rules).toBe(rows[1]?.rules)
})

test('a batch that fails writes nothing', () => {
  const writer = workspace()
  expect(() => writeAnalysis(writer, RULES, [fired(1), fired(2, 'unknown')])).toThrow(/unknown@1/)
  expect(findings(writer)).toEqual([])
  expect(countStaleTraces(writer, RULES)).toBe(4)
})
