import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { failuresOf, spansOf } from './failures.ts'

const names = (text: string): string[][] =>
  failuresOf(makeTrace(text)).map((failure) => spansOf(failure).map(({ name }) => name))

test('a chain of spans with the same error is one failure of the deepest', () => {
  const text = `
    agent a status=error message="Run failed: TypeError: bad"
      chain b status=error message="TypeError: bad"
        other untyped
          tool c status=error message="bad" error=TypeError`
  expect(names(text)).toEqual([['c', 'b', 'a']])
})

test('a parent with an error of its own is a failure of its own', () => {
  const text = `
    agent a status=error message="Reached max steps" error=MaxStepsError
      tool b status=error message="no such file" error=ENOENT`
  expect(names(text)).toEqual([['a'], ['b']])
})

test('a parent without words passes on what is below it', () => {
  expect(
    names('agent a status=error\n  tool b status=error message="x"\n  tool c status=error message="y"'),
  ).toEqual([
    ['b', 'a'],
    ['c', 'a'],
  ])
})

test('the status of a web server around the agent is not that of the call', () => {
  const [failure] = failuresOf(
    makeTrace('other POST status=error http.status_code=500\n  tool b status=error message="x"'),
  )
  expect(failure?.status).toBeNull()
  expect(failure?.call?.name).toBe('b')
})

test('what an error repeats of its own input is not read as its cause', () => {
  const [failure] = failuresOf(
    makeTrace(
      'tool search status=error message="failed on query: page timed out" input={"args":{"q":"page timed out"}}',
    ),
  )
  expect(failure?.fields.map(({ text }) => text)).toEqual([
    `failed on query: ${' '.repeat('page timed out'.length)}`,
  ])
})

test('a loop of failing spans under one parent, and errors nested 2,000 deep, are read', () => {
  const wide = `agent a status=error message="all failed"\n${'  tool b status=error message="own words"\n'.repeat(2000)}`
  expect(failuresOf(makeTrace(wide))).toHaveLength(2001)
  const deep = Array.from(
    { length: 2000 },
    (_, at) => `${' '.repeat(at)}chain c${at} status=error message="e${at}:"`,
  )
  expect(failuresOf(makeTrace(deep.join('\n')))).toHaveLength(2000)
})
