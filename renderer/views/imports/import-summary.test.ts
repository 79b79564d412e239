import { expect, test } from 'vitest'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { parseFilter } from '../../../shared/filter/parse-filter.ts'
import type { Job } from '../../../shared/model/job.ts'
import {
  categoriesQuery,
  fileName,
  gatherProblems,
  importFilter,
  lookOf,
  newestLanded,
  placeOf,
} from './import-summary.ts'

type Source = ImportRow['sources'][number]

function source(path: string, problems: Source['problems']): Source {
  return {
    path,
    sha256: '0'.repeat(64),
    format: 'otlp',
    bytes: 1,
    traces: 0,
    spans: 0,
    scores: 0,
    read: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    duplicates: 0,
    seconds: 0,
    problems,
  }
}

function imported(id: number, sources: Source[] = []): ImportRow {
  return {
    id,
    label: `import ${id}`,
    atUs: 0,
    isSample: false,
    formats: [],
    traces: 0,
    spans: 0,
    scores: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    duplicates: 0,
    bytes: 0,
    sources,
  }
}

function job(state: Job['state'], result: unknown, kind: Job['kind'] = 'import'): Job {
  return {
    id: `${kind} ${state} ${JSON.stringify(result)}`,
    kind,
    title: '',
    state,
    fraction: null,
    detail: '',
    bytesDone: 0,
    bytesTotal: null,
    recordsDone: 0,
    rate: null,
    secondsLeft: null,
    error: null,
    result,
    startedAt: 0,
    finishedAt: null,
  }
}

test('the same problem in several files is one line with the first place and the sum', () => {
  const row = imported(1, [
    source('/x/a.jsonl', [{ reason: 'cut off', count: 2, first: { line: 9 } }]),
    source('/x/b.jsonl', [
      { reason: 'not JSON', count: 40, first: { offset: 17 } },
      { reason: 'cut off', count: 3, first: { line: 1 } },
    ]),
  ])
  expect(gatherProblems(row)).toEqual([
    { reason: 'not JSON', count: 40, first: 'b.jsonl, byte 17', sources: 1 },
    { reason: 'cut off', count: 5, first: 'a.jsonl, line 9', sources: 2 },
  ])
})

test('a reason calls its file by name', () => {
  const path = '/tmp/uploads/1/a.json'
  const row = imported(1, [source(path, [{ reason: `${path} is in no format.`, count: 1, first: {} }])])
  expect(gatherProblems(row)[0]?.reason).toBe('a.json is in no format.')
})

test('places name the file in the words of either system', () => {
  expect(placeOf(String.raw`C:\data\x.json`, {})).toBe('x.json')
  expect(fileName('/data/folder/')).toBe('folder')
})

test('the newest finished import that was not undone is told about', () => {
  const jobs = [
    job('running', null),
    job('done', { importId: 5 }, 'analyze'),
    job('done', { importId: 9 }),
    job('done', { importId: 2 }),
    job('done', 'something else'),
  ]
  expect(newestLanded(jobs, [imported(1), imported(2)])?.id).toBe(2)
  expect(newestLanded(jobs.slice(0, 3), [imported(1)])).toBeNull()
})

test('labels of any kind stay one term and one literal', () => {
  for (const label of ['march', 'two words', 'a "quoted" one', String.raw`back\slash`]) {
    expect(parseFilter(importFilter(label))).toMatchObject({ kind: 'text', field: 'import' })
  }
  expect(categoriesQuery("o'clock")).toContain("'o''clock'")
})

test('a dry run is summed up over its sources; an import is none', () => {
  const one = { ...source('a.jsonl', []), traces: 1, spans: 3, accepted: 4, bytes: 10 }
  const two = { ...source('b.jsonl', []), format: null, traces: 2, spans: 1, rejected: 5, bytes: 7 }
  const result = { importId: null, label: 'both', workspace: {}, sources: [one, two] }
  expect(lookOf(job('done', result))).toMatchObject({
    label: 'both',
    formats: ['otlp'],
    traces: 3,
    spans: 4,
    accepted: 4,
    rejected: 5,
    bytes: 17,
  })
  expect(lookOf(job('running', result))).toBeNull()
  expect(lookOf(job('done', { ...result, importId: 7 }))).toBeNull()
  expect(newestLanded([job('done', result)], [imported(7)])).toBeNull()
})
