import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Score } from '../../shared/model/score.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { inventSpans, repeatable } from '../testing/invented-spans.ts'
import { readLogically, type LogicalWorkspace } from '../testing/logical-workspace.ts'
import { importRecords, type Records } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeAnalysis } from './analysis-writer.ts'
import { openReader, openWriter } from './connection.ts'
import { undoFinishedImport } from './undo-import.ts'

/** The workspace after these imports, in order, and the undoing of some of them, in order, by label. */
function workspaceOf(
  imports: Record<string, Records>,
  undone: string[] = [],
): { path: string; logical: LogicalWorkspace } {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  for (const [label, records] of Object.entries(imports)) importRecords(writer, label, records)
  for (const label of undone) {
    const id = writer.db.prepare<[string], number>('SELECT id FROM import WHERE label = ?').pluck().get(label)
    undoFinishedImport(writer, id ?? 0)
  }
  writer.close()
  return { path, logical: readLogically(path) }
}

function spans(from: number, to: number): Span[] {
  return [...inventSpans({ from, to })]
}

function scoreOf(number: number, value: number): Score {
  const rest = {
    spanId: null,
    label: null,
    explanation: null,
    evaluatorKind: null,
    judge: null,
    rubric: null,
  }
  return {
    traceId: `trace-${number}`,
    name: 'reward',
    value,
    ...rest,
    rubricVersion: null,
    atUs: null,
    raw: null,
  }
}

test('undoing the only import leaves an empty workspace without blocks', () => {
  const { path, logical } = workspaceOf({ a: { spans: spans(0, 20), scores: [scoreOf(1, 1)] } }, ['a'])
  expect(logical).toEqual(workspaceOf({}).logical)
  const reader = openReader(path)
  expect(reader.db.prepare('SELECT count(*) FROM block').pluck().get()).toBe(0)
  reader.close()
})

test('after two overlapping imports, undoing the first leaves what the second alone would have brought', () => {
  const a = { spans: spans(0, 12), scores: [scoreOf(3, 1), scoreOf(10, 1)] }
  const b = { spans: spans(8, 20), scores: [scoreOf(10, 1), scoreOf(10, 0), scoreOf(99, 1)] }
  expect(workspaceOf({ a, b }, ['a']).logical).toEqual(workspaceOf({ b }).logical)
  expect(workspaceOf({ a, b }, ['b']).logical).toEqual(workspaceOf({ a }).logical)
})

test('a trace that two imports share in part keeps the other part', () => {
  const all = spans(0, 6)
  const a = { spans: all.filter((_, index) => index % 2 === 0) }
  const b = { spans: all.filter((_, index) => index % 3 === 0) }
  expect(workspaceOf({ a, b }, ['a']).logical).toEqual(workspaceOf({ b }).logical)
  expect(workspaceOf({ a, b }, ['b']).logical).toEqual(workspaceOf({ a }).logical)
})

test('any mixture of versions, repetitions and undoings equals the imports that stay', () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const random = repeatable(seed)
    const version = (): Span => {
      const number = Math.floor(random() * 4)
      const text = `${'version '.repeat(40)}${Math.floor(random() * 3)}`
      const startUs = Math.floor(random() * 2)
      return { ...emptySpan(`t${number >> 1}`, `s${number}`), startUs, attributes: new Map([['text', text]]) }
    }
    const records = (): Records => ({
      spans: Array.from({ length: Math.floor(random() * 6) }, version),
      scores: Array.from({ length: Math.floor(random() * 3) }, () =>
        scoreOf(Math.floor(random() * 2), Math.floor(random() * 2)),
      ),
    })
    const imports: Record<string, Records> = { a: records(), b: records(), c: records(), d: records() }
    const labels = Object.keys(imports)
    const undone = labels.filter(() => random() < 0.5).toSorted(() => random() - 0.5)
    const kept = Object.fromEntries(Object.entries(imports).filter(([label]) => !undone.includes(label)))
    expect(workspaceOf(imports, undone).logical, `seed ${seed}`).toEqual(workspaceOf(kept).logical)
  }
})

test('findings stay with traces that did not change and go with those that did', () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  const shared = spans(0, 2)
  importRecords(writer, 'a', { spans: [...shared, ...spans(2, 3)] })
  importRecords(writer, 'b', {
    spans: [...shared, { ...emptySpan('trace-1', 'more'), parentSpanId: 'root-1' }],
  })
  const rules = [{ id: 'tool_error', version: 1, class: 'F' as const }]
  const ids = writer.db.prepare<[], number>('SELECT id FROM trace ORDER BY trace_id').pluck().all()
  const finding = {
    traceId: '',
    spanId: 's',
    blameSpanId: null,
    category: 'tool_error',
    version: 1,
    class: 'F' as const,
    evidence: [],
  }
  writeAnalysis(
    writer,
    rules,
    ids.map((trace) => ({ trace, verdicts: 'f', findings: [{ ...finding, signature: 'x' }] })),
  )
  const analysed = writer.db.prepare(
    'SELECT trace_id FROM trace JOIN analysis ON analysis.trace = trace.id WHERE analysis.revision = trace.revision ORDER BY 1',
  )
  const found = writer.db.prepare(
    'SELECT trace_id FROM finding JOIN trace ON trace.id = finding.trace ORDER BY 1',
  )
  undoFinishedImport(writer, 1)
  // trace-2 is gone; what b alone holds of trace-0 and trace-1 is what was analysed.
  expect(analysed.pluck().all()).toEqual(['trace-0', 'trace-1'])
  undoFinishedImport(writer, 2)
  expect(found.pluck().all()).toEqual([])
  writer.close()
})

test('findings of a trace that loses a span go, and its revision rises', () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  importRecords(writer, 'a', { spans: spans(0, 2) })
  importRecords(writer, 'b', { spans: [{ ...emptySpan('trace-1', 'more'), parentSpanId: 'root-1' }] })
  const rules = [{ id: 'tool_error', version: 1, class: 'F' as const }]
  writeAnalysis(
    writer,
    rules,
    [1, 2].map((trace) => ({ trace, verdicts: 'n', findings: [] })),
  )
  undoFinishedImport(writer, 2)
  expect(writer.db.prepare('SELECT trace FROM analysis').pluck().all()).toEqual([1])
  expect(writer.db.prepare('SELECT revision FROM trace ORDER BY id').pluck().all()).toEqual([1, 3])
  writer.close()
})

test('an import that is not there is not found', () => {
  const writer = openWriter(join(temporaryFolder(), 'w.tidemark'), { create: true })
  expect(() => undoFinishedImport(writer, 7)).toThrow(expect.objectContaining({ code: 'not_found' }))
  writer.close()
})
