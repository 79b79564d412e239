import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { environmentMissing } from './index.ts'

test.each([
  ["ModuleNotFoundError: No module named 'pandas'", 'a module'],
  ['bash: rg: command not found', 'a program'],
  ['PermissionError: [Errno 13] Permission denied: /etc/x', 'a permission'],
  ['spawn ffmpeg ENOENT', 'a program of the host'],
  ['Import of requests is not allowed. Allowed: math', 'an import that is forbidden'],
])('%s: %s is missing', (message) => {
  const text = `agent run\n  llm chat\n    < call run {} id=c1\n  tool run call=c1 status=error message="${message}"`
  expect(judgeText(environmentMissing, text).found).toMatchObject([{ at: 'run', blame: 'chat', class: 'F' }])
})

test.each([
  ['an error of the code', 'tool run status=error message="ZeroDivisionError: division by zero"'],
  ['a page that speaks of it', 'tool visit output="How to fix: command not found"'],
  ['a model that is not there', 'tool run output="ok"\nllm chat status=error message="no module named x"'],
])('%s is none', (_, text) => {
  expect(judgeText(environmentMissing, text).verdict).toBe('not_fired')
})

test('without tools nothing can be said', () => {
  expect(judgeText(environmentMissing, 'llm chat\n  < assistant: hi').verdict).toBe('not_evaluable')
})
