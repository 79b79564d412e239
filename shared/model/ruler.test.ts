import { expect, test } from 'vitest'
import { rulerId, rulerName, rulerNames, rulerOf, type ScoreFacts } from './ruler.ts'

const facts = (more: Partial<ScoreFacts> = {}): ScoreFacts => ({
  name: 'helpful',
  evaluatorKind: 'llm',
  judge: 'gpt-4.1',
  rubric: 'tone',
  rubricVersion: '3',
  raw: null,
  ...more,
})
const idOf = (more: Partial<ScoreFacts>) => rulerId(rulerOf(facts(more)))

test.each<Partial<ScoreFacts>>([
  { name: 'safe' },
  { rubric: 'style' },
  { rubricVersion: '4' },
  { judge: 'gpt-4o' },
  { evaluatorKind: 'code' },
  { raw: '{"judge_temperature":0.7}' },
  { raw: '{"metadata":"{\\"judge_prompt_version\\":\\"9\\"}"}' },
])('scores that differ in %j have two rulers', (more) => {
  expect(idOf(more)).not.toBe(idOf({}))
})

test('what differs from score to score makes no ruler: costs, seeds, explanations, the person who judged', () => {
  expect(idOf({ raw: '{"cost":1,"seed":7,"prompt_tokens":9}' })).toBe(idOf({}))
  const byPerson = { evaluatorKind: 'human', judge: 'Ada' } as const
  expect(idOf(byPerson)).toBe(idOf({ ...byPerson, judge: 'Bob' }))
})

test.each([
  ['{"judge_temperature":0,"judge_prompt":"..."}', 'temperature 0'],
  ['{"metadata":{"temperature":0.2,"top_p":"1"}}', 'temperature 0.2, top_p 1'],
  ['{"metadata":{"invocation_parameters":"{\\"temperature\\":1}"}}', 'temperature 1'],
  ['{"modelParameters":{"topP":0.9}}', 'top_p 0.9'],
  ['{"temperature":', null],
  ['["temperature"]', null],
  ['the temperature was 3', null],
])('parameters in %s are %s', (raw, parameters) => {
  expect(rulerOf(facts({ raw })).parameters).toBe(parameters)
})

test('code has a version, and no parameters of a model', () => {
  const raw = '{"temperature":21.5,"evaluator_version":"9"}'
  expect(rulerOf(facts({ evaluatorKind: 'code', raw }))).toMatchObject({ parameters: null, judgePrompt: '9' })
})

test('a version that stands for the rubric is not told twice', () => {
  expect(rulerOf(facts({ raw: '{"prompt_version":"3"}' })).judgePrompt).toBeNull()
  expect(rulerOf(facts({ raw: '{"prompt_version":"5"}' })).judgePrompt).toBe('5')
})

test('a ruler is named by what sets it apart', () => {
  expect(rulerName(rulerOf(facts({ raw: '{"temperature":0}' })))).toBe(
    'rubric tone 3 by gpt-4.1 (temperature 0)',
  )
  expect(rulerName(rulerOf(facts({ evaluatorKind: 'human', rubric: null, rubricVersion: null })))).toBe(
    'no rubric named by people',
  )
  expect(rulerName(rulerOf(facts({ rubricVersion: 'ab'.repeat(32) })))).toBe(
    'rubric tone abababababab by gpt-4.1',
  )
})

test('two rubrics of one judge are named without it, two judges with it', () => {
  const [one, other] = [rulerOf(facts()), rulerOf(facts({ rubricVersion: '4' }))]
  expect(rulerNames(one, other)).toEqual(['rubric tone 3', 'rubric tone 4'])
  expect(rulerNames(one, rulerOf(facts({ judge: 'gpt-4o' })))).toEqual([
    'rubric tone 3 by gpt-4.1',
    'rubric tone 3 by gpt-4o',
  ])
})
