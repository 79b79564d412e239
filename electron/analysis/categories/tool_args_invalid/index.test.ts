import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { toolArgsInvalid } from './index.ts'

const SCHEMA = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer' },
    unit: { type: 'string', enum: ['c', 'f'] },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['city'],
}
const offering = (schema: object) =>
  `gen_ai.tool.definitions=${JSON.stringify([{ type: 'function', function: { name: 'weather', parameters: schema } }])}`
const calling = (given: string, schema: object = SCHEMA, fields = '') =>
  `llm chat ${offering(schema)} ${fields}\n  < call weather ${given} id=c1`

test.each([
  ['{"days":2}', 'city is missing', '{"days":2}'],
  ['{"city":7}', 'city is of another type than declared', '"city":7'],
  ['{"city":"Oslo","days":"two"}', 'days is of another type than declared', '"days":"two"'],
  ['{"city":"Oslo","unit":"k"}', 'unit is none of the declared values', '"unit":"k"'],
  ['{"city":"Oslo","tags":[1]}', 'tags.<n> is of another type than declared', '"tags":[1]'],
])('%s breaks the schema: %s', (given, what, said) => {
  expect(judgeText(toolArgsInvalid, calling(given)).found).toMatchObject([
    { at: 'chat', blame: 'chat', class: 'F', said: [said], signature: `tool weather · ${what}` },
  ])
})

test('arguments that are no JSON fire, but not those that the token limit cut off', () => {
  const cut = JSON.stringify('{"city": "Os')
  expect(judgeText(toolArgsInvalid, calling(cut)).found).toMatchObject([
    { class: 'F', signature: 'tool weather · the arguments are no JSON' },
  ])
  expect(judgeText(toolArgsInvalid, calling(cut, SCHEMA, 'finish=length')).verdict).toBe('not_evaluable')
})

test('an undeclared argument is a signal, a failure where the schema forbids it', () => {
  const given = '{"city":"Oslo","mood":"good"}'
  expect(judgeText(toolArgsInvalid, calling(given)).found).toMatchObject([
    { class: 'S', said: ['"mood":"good"'] },
  ])
  expect(
    judgeText(toolArgsInvalid, calling(given, { ...SCHEMA, additionalProperties: false })).found,
  ).toMatchObject([{ class: 'F' }])
})

test('a list written as text is a signal', () => {
  expect(judgeText(toolArgsInvalid, calling('{"city":"Oslo","tags":"[\\"a\\"]"}')).found).toMatchObject([
    { class: 'S' },
  ])
})

test.each([
  ['arguments that hold', '{"city":"Oslo","days":2}', SCHEMA],
  ['JSON inside a JSON text', JSON.stringify(JSON.stringify('{"city":"Oslo"}')), SCHEMA],
  ['null for what is left out', '{"city":"Oslo","days":null}', SCHEMA],
  ['a blank argument of a tool without any', '{"":""}', { type: 'object', properties: {} }],
  ['nothing for a tool without any', '', { type: 'object', properties: {} }],
  [
    'a pattern that could run for ever',
    '{"city":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}',
    { ...SCHEMA, properties: { city: { type: 'string', pattern: '^(a+)+$' } } },
  ],
  [
    'OpenAPI’s nullable, types in capitals',
    '{"city":"Oslo","days":null}',
    {
      type: 'OBJECT',
      properties: { city: { type: 'STRING' }, days: { type: 'INTEGER', nullable: true } },
      required: ['days'],
    },
  ],
  [
    'a reference into the schema',
    '{"city":"Oslo"}',
    { type: 'object', properties: { city: { $ref: '#/$defs/name' } }, $defs: { name: { type: 'string' } } },
  ],
])('%s is valid', (_, given, schema) => {
  expect(judgeText(toolArgsInvalid, calling(given, schema)).verdict).toBe('not_fired')
})

const tool = (given: string) =>
  `tool weather tool.parameters={"city":{"type":"string","required":true}} input=${given}`

test('a tool’s own span may declare what it takes', () => {
  expect(judgeText(toolArgsInvalid, tool('{"town":"Oslo"}')).found).toMatchObject([
    { at: 'weather', class: 'F', signature: 'tool weather · city is missing' },
  ])
  expect(judgeText(toolArgsInvalid, tool('{"args":[],"kwargs":{"city":"Oslo"}}')).verdict).toBe('not_fired')
})

const failing = (name: string, message: string) => `tool ${name} status=error message="${message}"`

test('a tool that refuses its arguments fires, code that fails inside a tool does not', () => {
  expect(
    judgeText(
      toolArgsInvalid,
      failing('page_down', "PageDownTool.forward() got an unexpected keyword argument 'x'"),
    ).verdict,
  ).toBe('fired')
  expect(judgeText(toolArgsInvalid, failing('find', '1 validation error for FindInput')).verdict).toBe(
    'fired',
  )
  expect(
    judgeText(
      toolArgsInvalid,
      failing('python_interpreter', "TypeError: foo() missing 1 required positional argument: 'x'"),
    ).verdict,
  ).toBe('not_fired')
})

test('without declarations nothing can be said', () => {
  expect(judgeText(toolArgsInvalid, 'llm chat\n  < call weather {}').verdict).toBe('not_evaluable')
})
