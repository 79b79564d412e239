import { expect, test } from 'vitest'
import { traceQuerySchema } from '../../shared/contract/traces.ts'
import { newAnnotationSchema, standingAnnotations } from '../../shared/model/annotation.ts'
import type { z } from 'zod'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { addAnnotations, annotationsOf, setAnnotationsUndone } from './annotation-store.ts'
import { openReader, writeDurably } from './connection.ts'
import { readAgreement, readLabels, writeLabelKeys } from './label-queries.ts'
import { traceQueries } from './trace-queries.ts'

type Given = z.input<typeof newAnnotationSchema>
const t1 = { on: 'trace', traceId: 't1' } as const
const span = { on: 'span', traceId: 't1', spanId: 's2' } as const
const at = (traceId: string) => ({ on: 'trace', traceId }) as const

/** Four traces; `loop` fired in t1, t2 and t3. */
function workspace() {
  const spans = ['t1', 't2', 't3', 't4'].flatMap((id) => makeSpans('agent booking\n  llm chat gpt-4o', id))
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] }, (db) => {
    db.exec(`INSERT INTO category(id, name, version, class) VALUES (1, 'loop', 1, 'F');
      INSERT INTO signature(id, category, text) VALUES (1, 'loop', 'again');
      INSERT INTO finding(trace, category, span_id, class, signature, evidence)
        SELECT id, 1, 's2', 'F', 1, '[]' FROM trace WHERE trace_id <> 't4'`)
  })
  let clock = 1000
  const write = <T>(work: Parameters<typeof writeDurably<T>>[1]): T => {
    const reader = openReader(path)
    try {
      return writeDurably(reader, work)
    } finally {
      reader.close()
    }
  }
  return {
    path,
    add: (...given: Given[]) =>
      write((writer) =>
        addAnnotations(
          writer,
          given.map((one) => newAnnotationSchema.parse(one)),
          (clock += 1),
        ),
      ),
    undo: (ids: string[], undone = true) =>
      write((writer) => setAnnotationsUndone(writer, ids, undone, (clock += 1))),
    setKeys: (labels: string[]) => write((writer) => writeLabelKeys(writer, labels)),
    count: (filter: string) => traceQueries(openForTest(path)).count({ filter }).count,
  }
}

test('notes are kept with author and time, of a trace those of its spans too, newest first', () => {
  const { path, add } = workspace()
  const [first] = add({ target: t1, text: 'It asks twice.', author: 'Ana' })
  const [second] = add({ target: span, label: 'bad' })
  const connection = openForTest(path)
  expect(annotationsOf(connection, t1)).toEqual([
    {
      id: second,
      target: span,
      label: 'bad',
      holds: true,
      text: '',
      author: '',
      atUs: 1002,
      replaces: null,
      undoneUs: null,
    },
    {
      id: first,
      target: t1,
      label: null,
      holds: true,
      text: 'It asks twice.',
      author: 'Ana',
      atUs: 1001,
      replaces: null,
      undoneUs: null,
    },
  ])
  expect(annotationsOf(connection, span).map(({ id }) => id)).toEqual([second])
})

test('an undone note stays in the history, an edited one is replaced, and both come back', () => {
  const { path, add, undo } = workspace()
  const [first = ''] = add({ target: t1, text: 'Once.' })
  const [edit = ''] = add({ target: t1, text: 'Twice.', replaces: first })
  const standing = () => standingAnnotations(annotationsOf(openForTest(path), t1)).map(({ text }) => text)
  expect(standing()).toEqual(['Twice.'])
  undo([edit])
  expect(standing()).toEqual(['Once.'])
  undo([edit], false)
  expect(standing()).toEqual(['Twice.'])
  expect(annotationsOf(openForTest(path), t1)).toHaveLength(2)
})

test('what is annotated must be there, and of several all are kept or none', () => {
  const { add, count, undo } = workspace()
  expect(() => add({ target: t1, text: 'a' }, { target: at('t9'), text: 'b' })).toThrow('t9')
  expect(() => add({ target: { ...span, spanId: 's9' }, text: 'a' })).toThrow('s9')
  expect(() => add({ target: { on: 'shift', shift: 'x' }, text: 'a' })).toThrow('shift x')
  expect(() => add({ target: t1, text: 'a', replaces: 'n9' })).toThrow('n9')
  expect(() => undo(['n9'])).toThrow('n9')
  expect(count('note:*')).toBe(0)
})

test('label: and note: select traces by what people wrote on them or on their spans', () => {
  const { add, undo, count } = workspace()
  const [bad = ''] = add({ target: span, label: 'bad' })
  add({ target: at('t2'), label: 'bad', holds: false })
  add({ target: at('t3'), text: 'Ask Ана about 100 %' })
  expect(['label:bad', 'label:"not bad"', 'label:*', 'label:*bad', '-label:*'].map(count)).toEqual([
    1, 1, 2, 2, 2,
  ])
  expect(['note:ana', 'note:ана', 'note:"100 %"', 'note:*', 'label:bad OR note:ask'].map(count)).toEqual([
    0, 1, 1, 1, 2,
  ])
  undo([bad])
  expect(count('label:bad')).toBe(0)
})

test('the trace list tells the labels and counts the notes of its rows', () => {
  const { path, add } = workspace()
  add(
    { target: span, label: 'bad' },
    { target: t1, label: 'loop', holds: false },
    { target: t1, label: 'bad', text: 'See.' },
  )
  const { rows } = traceQueries(openForTest(path)).list(traceQuerySchema.parse({}))
  expect(rows.find(({ traceId }) => traceId === 't1')).toMatchObject({
    labels: ['bad', 'not loop'],
    notes: 1,
  })
  expect(rows.find(({ traceId }) => traceId === 't2')).toMatchObject({ labels: [], notes: 0 })
})

test('agreement counts traces: right anywhere is right, both ways on one place is left out, and what was missed', () => {
  const { path, add } = workspace()
  add({ target: span, label: 'loop', holds: false }, { target: t1, label: 'loop' })
  add({ target: at('t2'), label: 'loop', holds: false })
  add({ target: at('t3'), label: 'loop' }, { target: at('t3'), label: 'loop', holds: false })
  add({ target: at('t4'), label: 'loop' }, { target: at('t4'), label: 'no category' })
  const [row] = readAgreement(openForTest(path))
  expect(row).toMatchObject({ category: 'loop', right: 1, wrong: 1, clashing: 1, missed: 1, precision: 0.5 })
  // Wilson 1927 for 1 of 2.
  expect(row?.low).toBeCloseTo(0.0945, 3)
  expect(row?.high).toBeCloseTo(0.9055, 3)
  expect(readAgreement(openForTest(path))).toHaveLength(1)
})

test('labels are listed by how many traces have them, and nine can be put on keys', () => {
  const { path, add, setKeys } = workspace()
  add({ target: t1, label: 'bad' }, { target: at('t2'), label: 'bad' }, { target: span, label: 'good' })
  expect(readLabels(openForTest(path))).toEqual({
    labels: [
      { label: 'bad', traces: 2 },
      { label: 'good', traces: 1 },
    ],
    keys: ['good', 'bad', 'interesting'],
  })
  setKeys(['late', 'late', 'loop'])
  expect(readLabels(openForTest(path)).keys).toEqual(['late', 'loop'])
})
