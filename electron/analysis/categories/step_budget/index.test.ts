import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { stepBudget } from './index.ts'

const CALL = '  llm chat\n    < call search {}\n  tool search output="x"\n'

test.each([
  ['OpenAI Agents', 'error=MaxTurnsExceeded message="Max turns (10) exceeded"'],
  [
    'LangGraph',
    'error=GraphRecursionError message="Recursion limit of 25 reached without hitting a stop condition."',
  ],
  ['smolagents', 'error=AgentMaxStepsError message="Reached max steps."'],
])('an error that says so fires: %s', (_, fields) => {
  expect(judgeText(stepBudget, `agent run status=error ${fields}\n${CALL}`).found).toMatchObject([
    { at: 'run', class: 'F' },
  ])
})

test.each([
  ['tau2-bench', 'termination_reason=max_steps'],
  ['mini-swe-agent', 'info.exit_status=LimitsExceeded'],
  ['SWE-agent', 'info.exit_status="submitted (exit_cost)"'],
  ['Inspect', 'sample.limit.type=message'],
  ['Claude Code', 'result.status=error_max_turns'],
])('an ending that says so fires: %s', (_, fields) => {
  expect(judgeText(stepBudget, `agent run ${fields}\n${CALL}`).verdict).toBe('fired')
})

test('as many steps as were allowed, and no answer with the last one, fire', () => {
  expect(judgeText(stepBudget, `agent run agent.max_steps=3\n${CALL.repeat(3)}`).found).toMatchObject([
    { signature: 'agent.max_steps used up', said: ['chat', '3'] },
  ])
})

test.each([
  [
    'an answer with the last step',
    `agent run agent.max_steps=3\n${CALL.repeat(2)}  llm chat\n    < assistant: Done.`,
  ],
  ['fewer steps than allowed', `agent run agent.max_steps=9\n${CALL.repeat(3)}`],
  ['a run that ended well', `agent run termination_reason=user_stop\n${CALL}`],
  ['a token limit', `agent run sample.limit.type=token\n${CALL}`],
  ['a service’s rate limit', `agent run\n  llm chat status=error message="Rate limit reached for gpt-4"\n`],
])('%s is none', (_, text) => {
  expect(judgeText(stepBudget, text).verdict).toBe('not_fired')
})

test('a trace of services has no steps', () => {
  expect(judgeText(stepBudget, 'other GET').verdict).toBe('not_evaluable')
})
