import { expect, test } from 'vitest'
import type { Job } from '../../shared/model/job.ts'
import { describeJob, failureOf } from './job-bar.tsx'

const job: Job = {
  id: 'j1',
  kind: 'import',
  title: 'Importing march.jsonl.gz',
  state: 'running',
  fraction: 0.57,
  detail: 'march.jsonl.gz',
  bytesDone: 1.2e9,
  bytesTotal: 2.1e9,
  recordsDone: 4000,
  rate: 96e6,
  secondsLeft: 10,
  error: null,
  result: null,
  startedAt: 0,
  finishedAt: null,
}

test('a job tells what it does, how far, how fast and how long still', () => {
  expect(describeJob(job)).toBe('Importing march.jsonl.gz · 1.2 GB of 2.1 GB · 96 MB/s · 10 s left')
})

test('what is not known yet is not told', () => {
  expect(describeJob({ ...job, bytesDone: 0, bytesTotal: null, rate: null, secondsLeft: null })).toBe(
    'Importing march.jsonl.gz · 4,000 traces',
  )
  expect(describeJob({ ...job, state: 'queued' })).toBe('Importing march.jsonl.gz · waiting')
})

test('of a path only the file is told, and nothing where the title tells it', () => {
  const detail = '/tmp/uploads/5d98/march.jsonl.gz'
  expect(describeJob({ ...job, detail, bytesTotal: null, rate: null, secondsLeft: null })).toBe(
    'Importing march.jsonl.gz · 1.2 GB',
  )
})

test('a step of the analysis is told once, not after a title that says the same', () => {
  const analysis: Job = { ...job, kind: 'analyze', title: 'Finding failure categories', bytesDone: 0 }
  const step = { detail: 'looking for failure categories', bytesTotal: null, rate: null, secondsLeft: null }
  expect(describeJob({ ...analysis, ...step })).toBe('Looking for failure categories · 4,000 traces')
})

test('a failure names an uploaded file, not the folder it was kept in', () => {
  const message = '/tmp/tidemark-uploads-1-aB/28a9/holiday.txt is in no format Tidemark knows.'
  expect(failureOf({ ...job, error: { code: 'format_unknown', message } })).toBe(
    'holiday.txt is in no format Tidemark knows.',
  )
  const own = '/home/me/holiday.txt is empty.'
  expect(failureOf({ ...job, error: { code: 'file_empty', message: own } })).toBe(own)
})

test('the file in hand is named where the title does not', () => {
  expect(
    describeJob({ ...job, title: 'Importing 3 files', bytesTotal: null, rate: null, secondsLeft: null }),
  ).toBe('Importing 3 files: march.jsonl.gz · 1.2 GB')
})
