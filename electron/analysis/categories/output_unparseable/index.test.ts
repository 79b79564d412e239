import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { outputUnparseable } from './index.ts'

const SCHEMA = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] }
const JSON_ONLY = 'gen_ai.output.type=json'
const WITH_SCHEMA = `response_format=${JSON.stringify({ type: 'json_schema', json_schema: { name: 'x', schema: SCHEMA } })}`
const answering = (demand: string, answer: string, fields = 'finish=stop') =>
  `llm chat ${demand} ${fields}\n  < assistant: ${JSON.stringify(answer)}`

test.each([
  ['no JSON', JSON_ONLY, 'The total is 5.', 'The total is 5.', 'the answer is no JSON'],
  ['cut in the middle', JSON_ONLY, '{"total": 5', '{"total": 5', 'the answer is no JSON'],
  ['without what is required', WITH_SCHEMA, '{"sum":5}', '{"sum":5}', 'the answer breaks required'],
  ['of another type', WITH_SCHEMA, '{"total":"5"}', '{"total":"5"}', 'total breaks type'],
])('an answer that is %s fires', (_, demand, answer, said, signature) => {
  expect(judgeText(outputUnparseable, answering(demand, answer)).found).toMatchObject([
    { at: 'chat', blame: 'chat', class: 'F', said: [said], signature },
  ])
})

test.each([
  ['JSON', WITH_SCHEMA, '{"total":5}', 'finish=stop'],
  ['JSON in a code fence', WITH_SCHEMA, '```json\n{"total":5}\n```', 'finish=stop'],
])('%s is what was demanded', (_, demand, answer, fields) => {
  expect(judgeText(outputUnparseable, answering(demand, answer, fields)).verdict).toBe('not_fired')
})

test.each([
  ['an answer cut by the token limit', answering(JSON_ONLY, '{"total', 'finish=length')],
  ['a refusal', answering(JSON_ONLY, 'No.', 'finish=content_filter')],
  ['a call of a tool', `llm chat ${JSON_ONLY}\n  < call add {}`],
  ['an answer nobody demanded JSON of', answering('', 'Hello')],
])('%s is no answer that could not be read', (_, text) => {
  expect(judgeText(outputUnparseable, text).verdict).toBe('not_fired')
})

test.each([
  [
    'the request’s parameters',
    `llm.invocation_parameters=${JSON.stringify({ response_format: { type: 'json_object' } })}`,
  ],
  [
    'the responses API',
    `llm.invocation_parameters=${JSON.stringify({ text: { format: { type: 'json_schema', schema: SCHEMA } } })}`,
  ],
  [
    'Gemini',
    `llm.invocation_parameters=${JSON.stringify({ config: { response_mime_type: 'application/json' } })}`,
  ],
  ['Vercel', `ai.schema=${JSON.stringify(SCHEMA)}`],
])('the demand is read from %s', (_, demand) => {
  expect(judgeText(outputUnparseable, answering(demand, 'Five.')).verdict).toBe('fired')
})

test('a parser that failed fires and blames the model, a tool that parses a page does not', () => {
  const step =
    'agent run\n  chain Step status=error error=AgentParsingError message="Error in code parsing: no code block"\n    llm chat\n      < assistant: text'
  expect(judgeText(outputUnparseable, step).found).toMatchObject([{ at: 'Step', blame: 'chat' }])
  expect(
    judgeText(outputUnparseable, 'tool read status=error message="could not parse the response"').verdict,
  ).toBe('not_evaluable')
})
