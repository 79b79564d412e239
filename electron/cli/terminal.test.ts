import { expect, test } from 'vitest'
import type { Job } from '../../shared/model/job.ts'
import { barLine } from './terminal.ts'

const JOB: Job = {
  id: '1',
  kind: 'import',
  title: '',
  state: 'running',
  fraction: 0.5,
  detail: 'traces.jsonl',
  bytesDone: 1_200_000_000,
  bytesTotal: 2_400_000_000,
  recordsDone: 1234,
  rate: 96_000_000,
  secondsLeft: 12.5,
  error: null,
  result: null,
  startedAt: 0,
  finishedAt: null,
}

test('the bar says how much, how fast and how long', () => {
  const line = barLine(JOB)
  expect(line.startsWith('████████████░░░░░░░░░░░░  50 %')).toBe(true)
  expect(line).toMatch(/1\.2 GB of 2\.4 GB {2}96 MB\/s {2}13 s left {2}traces\.jsonl$/)
})

test('of a stream it says what is known', () => {
  const line = barLine({ ...JOB, fraction: null, bytesTotal: null, secondsLeft: null })
  expect(line).toMatch(/^1,234 records {2}96 MB\/s {2}traces\.jsonl$/)
})
