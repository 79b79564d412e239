import { expect, test } from 'vitest'
import { readModelName, sameFamily, sameModel } from './model-name.ts'

test.each([
  ['gpt-4.1', 'gpt-4.1', 'gpt-4.1', 'openai'],
  ['openai/gpt-4.1-2025-04-14', 'gpt-4.1', 'gpt-4.1', 'openai'],
  ['gpt-4o-2024-08-06', 'gpt-4o', 'gpt-4o', 'openai'],
  ['gpt-4o-mini', 'gpt-4o-mini', 'gpt-4o-mini', 'openai'],
  ['gpt-3.5-turbo-0125', 'gpt-3.5-turbo', 'gpt-3.5-turbo', 'openai'],
  ['gpt-4-1106-preview', 'gpt-4', 'gpt-4', 'openai'],
  ['chatgpt-4o-latest', 'chatgpt-4o', 'chatgpt-4o', 'openai'],
  ['o3-mini', 'o3-mini', 'o3-mini', 'openai'],
  ['o1-2024-12-17', 'o1', 'o1', 'openai'],
  [
    'ft:gpt-4o-mini-2024-07-18:acme::9xyz',
    'ft:gpt-4o-mini-2024-07-18:acme::9xyz',
    'gpt-4o-mini-2024-07-18',
    'openai',
  ],
  ['claude-sonnet-4-20250514', 'claude-sonnet-4', 'claude-sonnet-4', 'anthropic'],
  ['claude-sonnet-4@20250514', 'claude-sonnet-4', 'claude-sonnet-4', 'anthropic'],
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet-4', 'claude-sonnet-4', 'anthropic'],
  [
    'bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0',
    'claude-3-5-sonnet',
    'claude-3-5-sonnet',
    'anthropic',
  ],
  ['anthropic/claude-3.5-sonnet', 'claude-3-5-sonnet', 'claude-3-5-sonnet', 'anthropic'],
  ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet', 'claude-3-7-sonnet', 'anthropic'],
  ['anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5', 'claude-sonnet-4-5', 'anthropic'],
  ['claude-opus-4-1-20250805', 'claude-opus-4-1', 'claude-opus-4-1', 'anthropic'],
  ['models/gemini-2.5-pro-preview-05-06', 'gemini-2.5-pro', 'gemini-2.5-pro', 'google'],
  ['gemini-2.5-flash-preview-09-2025', 'gemini-2.5-flash', 'gemini-2.5-flash', 'google'],
  ['google/gemini-2.0-flash-exp:free', 'gemini-2.0-flash', 'gemini-2.0-flash', 'google'],
  ['gemini-1.5-pro-002', 'gemini-1.5-pro', 'gemini-1.5-pro', 'google'],
  ['publishers/google/models/gemini-2.0-flash-001', 'gemini-2.0-flash', 'gemini-2.0-flash', 'google'],
  ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'llama-3.3-70b-instruct-turbo', 'llama-3.3-70b', 'meta'],
  ['llama-3.3-70b-versatile', 'llama-3.3-70b-versatile', 'llama-3.3-70b', 'meta'],
  ['meta.llama3-1-8b-instruct-v1:0', 'llama3-1-8b-instruct', 'llama-3-1-8b', 'meta'],
  ['mistral-large-2411', 'mistral-large', 'mistral-large', 'mistral'],
  ['deepseek/deepseek-chat-v3-0324:free', 'deepseek-chat-v3', 'deepseek-chat-v3', 'deepseek'],
  ['deepseek-reasoner', 'deepseek-reasoner', 'deepseek-reasoner', 'deepseek'],
  ['Qwen/Qwen3-235B-A22B-Instruct-2507', 'qwen3-235b-a22b-instruct', 'qwen3-235b-a22b', 'alibaba'],
  ['x-ai/grok-3-beta', 'grok-3-beta', 'grok-3-beta', 'xai'],
  ['text-embedding-3-small', 'text-embedding-3-small', 'text-embedding-3-small', 'openai'],
  ['my-team-deployment', 'my-team-deployment', 'my-team-deployment', null],
])('%s is %s of the line %s', (raw, name, family, maker) => {
  expect(readModelName(raw)).toMatchObject({ name, family, maker })
})

test.each([
  ['gpt-4o', 'gpt-4o-2024-08-06'],
  ['openai/gpt-4.1', 'gpt-4.1-2025-04-14'],
  ['claude-sonnet-4@20250514', 'us.anthropic.claude-sonnet-4-20250514-v1:0'],
  ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet-20250219'],
  ['gemini-2.5-pro', 'models/gemini-2.5-pro-preview-05-06'],
  ['deepseek/deepseek-chat-v3-0324:free', 'deepseek-chat-v3-0324'],
  ['openrouter/auto', 'anthropic/claude-sonnet-4'],
  ['gpt-5-chat-router', 'gpt-5-mini'],
  ['azure/model-router', 'o4-mini'],
])('%s answered by %s is what was asked for', (requested, answered) => {
  expect(sameModel(requested, answered)).toBe(true)
  expect(sameFamily(requested, answered)).toBe(true)
})

test.each([
  ['gpt-4o', 'gpt-4o-mini-2024-07-18'],
  ['gpt-4.1', 'gpt-4'],
  ['claude-sonnet-4', 'claude-sonnet-4-5-20250929'],
  ['claude-opus-4', 'claude-sonnet-4'],
  ['gemini-2.5-pro', 'gemini-2.5-flash'],
  ['gpt-4o', 'claude-sonnet-4'],
  ['llama-3.3-70b-instruct', 'llama-3.1-8b-instruct'],
])('%s answered by %s is another line', (requested, answered) => {
  expect(sameModel(requested, answered)).toBe(false)
  expect(sameFamily(requested, answered)).toBe(false)
})

test('another snapshot or another packing is another model of the same line', () => {
  expect(sameModel('gpt-4o-2024-05-13', 'gpt-4o-2024-08-06')).toBe(false)
  expect(sameFamily('gpt-4o-2024-05-13', 'gpt-4o-2024-08-06')).toBe(true)
  expect(sameModel('llama-3.3-70b-instruct', 'llama-3.3-70b-instruct-turbo')).toBe(false)
  expect(sameFamily('llama-3.3-70b-instruct', 'llama-3.3-70b-instruct-turbo')).toBe(true)
})

test('a deployment name or nothing at all cannot be compared', () => {
  expect(sameModel('my-team-deployment', 'gpt-4o-2024-08-06')).toBeNull()
  expect(sameFamily('my-team-deployment', 'gpt-4o-2024-08-06')).toBeNull()
  expect(sameModel('', 'gpt-4o')).toBeNull()
  expect(sameModel('my-team-deployment', 'My-Team-Deployment')).toBe(true)
})
