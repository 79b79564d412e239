import { expect, onTestFinished, test } from 'vitest'
import { SQL_VIEWS } from '../../shared/model/sql-view.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { readRows } from './query-rows.ts'
import { openViews, VIEWS } from './views.ts'

function open() {
  const long = 'x'.repeat(5000)
  const path = makeWorkspace(
    {
      march: [
        {
          path: '/data/march.jsonl',
          spans: makeSpans(`agent booking
            llm chat gpt-4o -> gpt-4o-2024-08-06 in=10 out=2 app.note=${JSON.stringify(long)}
              > user: Find a flight to Ålesund
              < assistant: Looking.
              < call search_flights {"to":"AES"} id=c1
            tool search_flights status=error message="upstream 503" error=HTTPError call=c1 by=user input={"to":"AES"} output={"ok":false}`),
          scores: [
            {
              traceId: 'trace-1',
              spanId: null,
              name: 'reward',
              value: 1,
              label: null,
              explanation: 'fine',
              evaluatorKind: 'llm',
              judge: 'openai/gpt-4.1-mini-2025-04-14',
              rubric: 'tone',
              rubricVersion: '3',
              atUs: 5,
              raw: null,
            },
          ],
        },
      ],
    },
    (db) => {
      db.exec(`
        INSERT INTO category(id, name, version, class) VALUES (1, 'tool_error', 2, 'F');
        INSERT INTO signature(id, category, text) VALUES (1, 'tool_error', 'timeout');
        INSERT INTO finding(trace, category, current, span_id, class, signature, evidence) VALUES
          (1, 1, 1, 's3', 'F', 1, '[{"spanId":"s3","path":"status","text":"error","start":null,"end":null}]'),
          (1, 1, 0, 's2', 'F', 1, '[]');
        INSERT INTO daily_count VALUES ('tool_error', 'booking × gpt-4o', '2026-03-02', 5, 1, 0), ('tool_error', '', '2026-03-02', 5, 1, 0)`)
    },
  )
  const connection = openViews(path)
  onTestFinished(() => connection.close())
  return (sql: string) => readRows(connection, sql, 100)
}

test('every view has exactly the promised columns', () => {
  const query = open()
  expect(Object.keys(VIEWS)).toEqual(Object.keys(SQL_VIEWS))
  for (const [view, columns] of Object.entries(SQL_VIEWS))
    expect([view, query(`SELECT * FROM ${view}`).columns]).toEqual([view, Object.keys(columns)])
})

test('kinds and statuses are words, payloads stand in the attributes', () => {
  const query = open()
  const { rows } = query(`SELECT span_id, kind, status, status_message, error_type, tool_name, requested_by,
    attributes ->> 'app.note' = '${'x'.repeat(5000)}' FROM spans ORDER BY start_us`)
  expect(rows).toEqual([
    ['s1', 'agent', 'unset', null, null, null, null, null],
    ['s2', 'llm', 'unset', null, null, null, null, 1],
    ['s3', 'tool', 'error', 'upstream 503', 'HTTPError', 'search_flights', 'user', null],
  ])
})

test('messages are rows, tool calls JSON', () => {
  const query = open()
  expect(query('SELECT span_id, direction, position, role, text, tool_calls FROM messages').rows).toEqual([
    ['s2', 'input', 0, 'user', 'Find a flight to Ålesund', null],
    [
      's2',
      'output',
      0,
      'assistant',
      'Looking.',
      '[{"id":"c1","name":"search_flights","arguments":"{\\"to\\":\\"AES\\"}"}]',
    ],
  ])
})

test('traces, scores, findings, imports and counts join by the ids of the source', () => {
  const query = open()
  expect(
    query('SELECT trace_id, import_label, import_file, format, status, llm_calls, model FROM traces').rows,
  ).toEqual([['trace-1', 'march', '/data/march.jsonl', 'otlp-json', 'unset', 1, 'gpt-4o-2024-08-06']])
  expect(
    query(
      'SELECT scores.name, value, judge_family, rubric_version, evaluator_kind FROM scores JOIN traces USING (trace_id)',
    ).rows,
  ).toEqual([['reward', 1, 'gpt-4.1-mini', '3', 'llm']])
  expect(query(`SELECT category, category_version, evidence ->> '$[0].path' FROM findings`).rows).toEqual([
    ['tool_error', 2, 'status'],
  ])
  expect(query('SELECT label, file, traces, spans, accepted FROM imports').rows).toEqual([
    ['march', '/data/march.jsonl', 1, 3, 4],
  ])
  expect(query('SELECT segment, n FROM daily_counts').rows).toEqual([['booking × gpt-4o', 5]])
})

test('big whole numbers come as text, bytes as hex, infinity as a word', () => {
  const query = open()
  expect(query(`SELECT 9007199254740993, 9007199254740991, x'00ff', 9e999, 1.5, NULL`).rows).toEqual([
    ['9007199254740993', 9007199254740991, '00ff', 'Infinity', 1.5, null],
  ])
})

test('the views change nothing in the file and the connection still cannot write', () => {
  const path = makeWorkspace({})
  const connection = openViews(path)
  onTestFinished(() => connection.close())
  expect(() => connection.db.exec('CREATE TEMP TABLE t(a)')).toThrow('readonly')
  const other = openForTest(path)
  expect(() => other.db.prepare('SELECT * FROM traces')).toThrow('no such table')
})
