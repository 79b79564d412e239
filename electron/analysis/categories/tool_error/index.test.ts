import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { toolError } from './index.ts'

test('a tool span with an error status is found, the model that asked for the call is blamed', () => {
  const judged = judgeText(
    toolError,
    `
    agent booking
      llm first gpt-4.1
        < call search_flights {"to":"OSL"} id=c1
      llm second gpt-4.1
      tool search_flights status=error message="ValueError: no such airport" error=ValueError call=c1
  `,
  )
  expect(judged).toEqual({
    verdict: 'fired',
    found: [
      {
        at: 'search_flights',
        blame: 'first',
        class: 'F',
        said: ['error', 'ValueError: no such airport'],
        signature: 'tool search_flights · ValueError · ValueError: no such airport',
      },
    ],
  })
})

test('parents that repeat the error of their child count once, at the deepest span', () => {
  const judged = judgeText(
    toolError,
    `
    agent run status=error message="Step failed: Error when executing tool page_down: TypeError: bad argument"
      chain step status=error message="AgentExecutionError: Error when executing tool page_down: TypeError: bad argument" error=AgentExecutionError
        llm plan gpt-4.1
        tool page_down status=error message="TypeError: bad argument" error=TypeError
  `,
  )
  expect(judged.found.map(({ at, blame }) => [at, blame])).toEqual([['page_down', 'plan']])
})

test('an error that the tool passes on from the service under it counts there, once', () => {
  const judged = judgeText(
    toolError,
    `
    agent run
      llm plan gpt-4.1
      tool fetch status=error message="503 from upstream"
        other GET status=error message="503 from upstream"
  `,
  )
  expect(judged.found.map(({ at, blame }) => [at, blame])).toEqual([['GET', 'plan']])
})

test('two errors in one step are two findings', () => {
  const judged = judgeText(
    toolError,
    `
    agent run status=error message="failed: b is broken"
      tool a status=error message="a is broken"
      tool b status=error message="b is broken"
  `,
  )
  expect(judged.found.map(({ at }) => at)).toEqual(['a', 'b'])
})

test('an exception event is a declared error, unless the span says it ended well', () => {
  const event = '@exception exception.type=KeyError exception.message="no key"'
  expect(judgeText(toolError, `tool read\n  ${event}`).found.map(({ said }) => said)).toEqual([['KeyError']])
  expect(judgeText(toolError, `tool read status=ok\n  ${event}`).verdict).toBe('not_fired')
})

test('code that a step ran without a span of its own is a tool call as well', () => {
  const judged = judgeText(
    toolError,
    `
    agent run
      chain step status=error message="Code execution failed at line 3" error=smolagents.utils.AgentExecutionError
        llm write-code gpt-4.1
  `,
  )
  expect(judged.found.map(({ at, blame }) => [at, blame])).toEqual([['step', 'write-code']])
})

test('a failing model call, a request the tool repeated with success and the user of a benchmark are no tool errors', () => {
  expect(
    judgeText(
      toolError,
      `
    agent run status=error message="model failed: 500"
      llm plan gpt-4.1 status=error message="model failed: 500"
      tool fetch status=ok
        other GET status=error message="connection reset"
        other GET status=ok
      tool check_phone by=user status=error message="no signal"
  `,
    ).verdict,
  ).toBe('not_fired')
})

test('without tool spans nothing can be said', () => {
  expect(judgeText(toolError, 'agent run\n  llm plan gpt-4.1').verdict).toBe('not_evaluable')
  expect(judgeText(toolError, 'other GET status=error message="500"').verdict).toBe('not_evaluable')
  expect(judgeText(toolError, 'tool search synthetic=true').verdict).toBe('not_evaluable')
})
