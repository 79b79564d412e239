import { join } from 'node:path'
import { expect, test } from 'vitest'
import { traceOfSpan, type Score } from '../../shared/model/score.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { importRecords, type Records } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openWriter } from './connection.ts'
import { undoFinishedImport } from './undo-import.ts'

type Logical = ReturnType<typeof readLogically>
type Row = Record<string, unknown>

const SPANS: Span[] = [
  { ...emptySpan('t-1', 'root'), startUs: 10, durationNs: 5000 },
  { ...emptySpan('t-1', 'call'), parentSpanId: 'root', startUs: 11, kind: 'llm' },
]

function scoreOf(traceId: string, name: string, spanId: string | null = null): Score {
  return {
    traceId,
    spanId,
    name,
    value: 1,
    label: null,
    explanation: null,
    evaluatorKind: 'human',
    judge: null,
    rubric: null,
    rubricVersion: null,
    atUs: 5,
    raw: null,
  }
}

const SCORES = [scoreOf('t-1', 'whole'), scoreOf(traceOfSpan('call'), 'part', 'call')]

/** Imports in order, then undoes some by their labels. */
function workspaceOf(imports: [label: string, records: Records][], undone: string[] = []): Logical {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  for (const [label, records] of imports) importRecords(writer, label, records)
  const find = writer.db.prepare<[string], number>('SELECT id FROM import WHERE label = ?').pluck()
  for (const label of undone) undoFinishedImport(writer, find.get(label) ?? 0)
  writer.close()
  return readLogically(path)
}

/** Trace and span of each score, and the traces with their numbers of spans. */
function told({ traces, scores }: Logical): { scores: string[]; traces: string[] } {
  return {
    scores: (scores as Row[]).map((row) => [row.trace_id, row.span_id, row.name].join(' ')),
    traces: (traces as Row[]).map((row) => [row.trace_id, row.span_count].join(' ')),
  }
}

const JOINED = { scores: ['t-1  whole', 't-1 call part'], traces: ['t-1 2'] }

test.each<[string, [string, Records][]]>([
  ['with it', [['both', { spans: SPANS, scores: SCORES }]]],
  [
    'after it',
    [
      ['spans', { spans: SPANS }],
      ['scores', { scores: SCORES }],
    ],
  ],
  [
    'before it',
    [
      ['scores', { scores: SCORES }],
      ['spans', { spans: SPANS }],
    ],
  ],
  [
    'before and after it',
    [
      ['scores', { scores: SCORES }],
      ['spans', { spans: SPANS }],
      ['again', { scores: SCORES }],
    ],
  ],
  [
    'after it, twice',
    [
      ['spans', { spans: SPANS }],
      ['scores', { scores: SCORES }],
      ['again', { scores: SCORES }],
    ],
  ],
])('scores that came %s are of their trace, once', (_, imports) => {
  expect(told(workspaceOf(imports))).toEqual(JOINED)
})

test('scores whose trace never comes stand as traces of their own', () => {
  expect(told(workspaceOf([['scores', { scores: SCORES }]]))).toEqual({
    scores: ['span:call call part', 't-1  whole'],
    traces: ['span:call 0', 't-1 0'],
  })
})

test('a span that two traces hold joins no scores', () => {
  const other = SPANS.map((span): Span => ({ ...span, traceId: 't-2' }))
  const { scores } = told(
    workspaceOf([
      ['spans', { spans: [...SPANS, ...other] }],
      ['scores', { scores: SCORES }],
    ]),
  )
  expect(scores).toEqual(['span:call call part', 't-1  whole'])
})

test.each<[string, [string, Records][]]>([
  [
    'before',
    [
      ['scores', { scores: SCORES }],
      ['spans', { spans: SPANS }],
    ],
  ],
  [
    'after',
    [
      ['spans', { spans: SPANS }],
      ['scores', { scores: SCORES }],
    ],
  ],
])('undoing scores that came %s their trace leaves the trace alone', (_, imports) => {
  expect(told(workspaceOf(imports, ['scores']))).toEqual({ scores: [], traces: ['t-1 2'] })
})

test.each<[string, [string, Records][]]>([
  [
    'before',
    [
      ['scores', { scores: SCORES }],
      ['spans', { spans: SPANS }],
    ],
  ],
  [
    'after',
    [
      ['spans', { spans: SPANS }],
      ['scores', { scores: SCORES }],
    ],
  ],
])(
  'undoing the trace that scores came %s keeps the scores, by the name the trace gave them',
  (_, imports) => {
    expect(told(workspaceOf(imports, ['spans']))).toEqual({ scores: JOINED.scores, traces: ['t-1 0'] })
  },
)

test('a judgement whose trace never comes shows what was judged and the verdict, until it comes', () => {
  const verdict: Score = {
    ...scoreOf('t-1', 'helpful'),
    value: null,
    label: 'good',
    explanation: 'It answers.',
    raw: '{"input":"Is it open?"}',
  }
  const alone = workspaceOf([['scores', { scores: [verdict] }]])
  expect(alone.traces).toMatchObject([
    { input_preview: 'Is it open?', output_preview: 'helpful: good. It answers.', span_count: 0 },
  ])
  const joined = workspaceOf([
    ['scores', { scores: [verdict] }],
    ['spans', { spans: SPANS }],
  ])
  expect(joined.traces).toMatchObject([{ input_preview: null, output_preview: null, span_count: 2 }])
})
