import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { repeatCall } from './index.ts'

const call = (fields: string) => `  tool search ${fields}\n`

test('three calls with the same arguments are a signal, whatever the order of the keys', () => {
  const judged = judgeText(
    repeatCall,
    `agent run
  tool search input={"a":1,"b":2} output="x"
  tool search input={"b":2,"a":1} output="x"
  tool search input={ "a": 1, "b": 2 } output="x"`,
  )
  expect(judged.found).toMatchObject([
    { at: 'search', class: 'S', signature: 'tool search · same arguments' },
  ])
})

test('it is a failure where every answer was the same error, also without arguments', () => {
  const broken = 'status=error message="TypeError: unexpected argument"'
  expect(
    judgeText(repeatCall, `agent run\n${call(`input={"q":"x"} ${broken}`).repeat(3)}`).found,
  ).toMatchObject([{ class: 'F', signature: 'tool search · same error: TypeError: unexpected argument' }])
  expect(judgeText(repeatCall, `agent run\n${call(`input={} ${broken}`).repeat(3)}`).found).toMatchObject([
    { class: 'F' },
  ])
  const silent = 'input={"q":"x"} output={"ok":false,"error":"no"}'
  expect(judgeText(repeatCall, `agent run\n${call(silent).repeat(4)}`).found).toMatchObject([{ class: 'F' }])
})

test.each([
  ['twice only', call('input={"q":"x"} output="y"').repeat(2)],
  ['turning pages', call('input={} output="y"').repeat(5)],
  [
    'turning pages with a blank argument',
    call('input={"args":[],"sanitize":true,"kwargs":{"":""}} output="y"').repeat(5),
  ],
  ['polling', '  tool get_status input={"job":1} output="pending"\n'.repeat(5)],
  ['answers that change', [1, 2, 3].map((n) => call(`input={"q":"x"} output="${n}"`)).join('')],
  [
    'retries of one call by the client',
    call('input={"q":"x"} call=c1 status=error message="reset"').repeat(4),
  ],
  ['other arguments', [1, 2, 3].map((n) => call(`input={"q":${n}} output="y"`)).join('')],
])('%s is legitimate', (_, lines) => {
  expect(judgeText(repeatCall, `agent run\n${lines}`).verdict).toBe('not_fired')
})

test('calls of different agents are not added up', () => {
  const one = `  agent helper\n  ${call('input={"q":"x"} output="y"')}`
  expect(judgeText(repeatCall, `agent run\n${one.repeat(3)}`).verdict).toBe('not_fired')
})

test('without arguments in the export nothing can be said', () => {
  expect(judgeText(repeatCall, 'tool search\ntool search\ntool search').verdict).toBe('not_evaluable')
})
