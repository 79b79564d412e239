import { expect, test } from 'vitest'
import { FIXTURE_START_US, makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { importQueries } from './import-queries.ts'
import { workspaceQueries } from './workspace-queries.ts'

const RULES = [{ id: 'tool_error', version: 2, class: 'F' as const }]

function open() {
  const path = makeWorkspace(
    {
      march: [
        { path: '/d/a.jsonl', spans: makeSpans('llm chat', 't1') },
        { path: '/d/b.jsonl', format: 'jaeger', spans: makeSpans('llm chat\nllm chat', 't2') },
      ],
      april: [{ path: '/d/c.jsonl', spans: makeSpans('llm chat', 't3') }],
    },
    (db) => {
      db.exec(`
        INSERT INTO category VALUES (1, 'tool_error', 1, 'F'), (2, 'tool_error', 2, 'F');
        INSERT INTO signature VALUES (1, 'tool_error', 'timeout');
        INSERT INTO finding(trace, category, current, span_id, class, signature, evidence) VALUES
          (1, 2, 1, 's1', 'F', 1, '[]'), (1, 1, 0, 's1', 'F', 1, '[]');
        INSERT INTO rule_set VALUES (1, '["tool_error@1"]'), (2, '["tool_error@2"]');
        INSERT INTO analysis SELECT id, 2, revision, 'f' FROM trace WHERE id = 1;
        INSERT INTO analysis SELECT id, 1, revision, 'f' FROM trace WHERE id = 2;
        INSERT INTO daily_count VALUES ('tool_error', 'a × x', '2026-03-02', 1, 0, 0), ('tool_error', 'b × x', '2026-03-02', 5, 0, 0);
        INSERT INTO import(label, state, started_us) VALUES ('broken', 'running', 1)`)
    },
  )
  return openForTest(path)
}

test('the numbers of a workspace are those of its rows', () => {
  expect(workspaceQueries(open()).info(RULES)).toEqual({
    traces: 3,
    spans: 4,
    scores: 0,
    findings: 1,
    imports: 2,
    openShifts: 0,
    staleTraces: 2,
    firstUs: FIXTURE_START_US,
    lastUs: FIXTURE_START_US,
    sampleOnly: false,
    segments: ['b × x', 'a × x'],
    excerpt: null,
  })
})

test('an empty workspace has no first time and no sample', () => {
  expect(workspaceQueries(openForTest(makeWorkspace({}))).info(RULES)).toMatchObject({
    traces: 0,
    spans: 0,
    firstUs: null,
    lastUs: null,
    sampleOnly: false,
    segments: [],
  })
})

test('a workspace of nothing but the sample says so', () => {
  const path = makeWorkspace({ sample: [{ path: 's', spans: makeSpans('llm chat') }] }, (db) =>
    db.exec('UPDATE import SET is_sample = 1'),
  )
  expect(workspaceQueries(openForTest(path)).info(RULES).sampleOnly).toBe(true)
})

test('imports come newest first, summed over their sources; one that never ended is none', () => {
  const rows = importQueries(open()).list()
  expect(rows.map((row) => row.label)).toEqual(['april', 'march'])
  expect(rows[1]).toMatchObject({
    isSample: false,
    formats: ['jaeger', 'otlp-json'],
    traces: 2,
    spans: 3,
    accepted: 3,
    rejected: 0,
    bytes: 2000,
  })
  expect(rows[1]?.sources.map((source) => [source.path, source.spans, source.problems])).toEqual([
    ['/d/a.jsonl', 1, []],
    ['/d/b.jsonl', 2, []],
  ])
})

test('a workspace begins with its first real time, not with messages that have none', () => {
  const timeless = makeSpans('llm chat', 't0').map((span) =>
    Object.assign(span, { startUs: 1, syntheticTime: true }),
  )
  const of = (spans: typeof timeless) =>
    workspaceQueries(openForTest(makeWorkspace({ march: [{ path: 'a', spans }] }))).info(RULES)
  expect(of([...timeless, ...makeSpans('llm chat', 't1')]).firstUs).toBe(FIXTURE_START_US)
  expect(of(timeless).firstUs).toBe(1)
})
