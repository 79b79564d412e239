import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { toolUnknown } from './index.ts'

const OFFERED =
  'gen_ai.tool.definitions=[{"type":"function","function":{"name":"search","parameters":{}}},{"name":"read"}]'
const calling = (name: string, fields = OFFERED) => `llm chat ${fields}\n  < call ${name} {} id=c1`

test('a call of a tool that the request did not offer fires at the name', () => {
  expect(judgeText(toolUnknown, calling('delete_all')).found).toMatchObject([
    {
      at: 'chat',
      blame: 'chat',
      class: 'F',
      said: ['delete_all'],
      signature: 'tool delete_all · not among the tools offered',
    },
  ])
})

test.each([
  ['OpenInference', 'llm.tools.0.tool.json_schema={"type":"function","function":{"name":"search"}}'],
  ['OpenLLMetry', 'llm.request.functions.0.name=search'],
  ['Vercel', 'ai.prompt.tools=["{\\"type\\":\\"function\\",\\"name\\":\\"search\\"}"]'],
  ['Bedrock', 'gen_ai.request.tools=[{"toolSpec":{"name":"search","inputSchema":{"json":{}}}}]'],
  ['Gemini', 'tools=[{"functionDeclarations":[{"name":"search"}]}]'],
  [
    'the parameters of the request',
    'llm.invocation_parameters={"tools":[{"type":"function","function":{"name":"search"}}]}',
  ],
])('declarations are read as %s writes them', (_, fields) => {
  expect(judgeText(toolUnknown, calling('search', fields)).verdict).toBe('not_fired')
  expect(judgeText(toolUnknown, calling('erase', fields)).verdict).toBe('fired')
})

const trace = (name: string) =>
  `agent run agent.tool_definitions=[{"name":"search"}]\n  llm chat\n    < call ${name} {}`

test('an agent declares for its calls', () => {
  expect(judgeText(toolUnknown, trace('search')).verdict).toBe('not_fired')
  expect(judgeText(toolUnknown, trace('erase')).verdict).toBe('fired')
})

test.each([
  'mcp__desk__search',
  'functions.search',
  'SEARCH',
  'desk__search',
  'web_search_preview',
  'multi_tool_use.parallel',
])('%s is known', (name) => {
  expect(judgeText(toolUnknown, calling(name)).verdict).toBe('not_fired')
})

test('what a framework answers to such a call fires without declarations, and once', () => {
  const answer = 'tool erase call=c1 status=error message="erase is not a valid tool, try one of [search]."'
  expect(judgeText(toolUnknown, `agent run\n  ${answer}`).found).toMatchObject([{ at: 'erase' }])
  expect(
    judgeText(toolUnknown, `agent run\n  llm chat ${OFFERED}\n    < call erase {} id=c1\n  ${answer}`).found,
  ).toHaveLength(1)
})

test('without declarations, or without calls, nothing can be said', () => {
  expect(judgeText(toolUnknown, calling('search', '')).verdict).toBe('not_evaluable')
  expect(judgeText(toolUnknown, `llm chat ${OFFERED}\n  < assistant: hello`).verdict).toBe('not_evaluable')
})
