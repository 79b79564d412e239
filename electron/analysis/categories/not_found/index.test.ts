import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { notFound } from './index.ts'

test.each([
  ['tool read_file status=error message="ENOENT: no such file or directory, open x"', 'ENOENT'],
  ['tool read_file status=error error=FileNotFoundError', 'FileNotFoundError'],
  ['tool get_page status=error http.response.status_code=404', '404'],
  ['tool get_user output={"error":"user 8812 not found"}', 'user 8812 not found'],
  ['tool get_order output="Error: order not found"', 'order not found'],
  ['tool get_row status=error message="no records found"', 'no records found'],
])('%s', (line, proof) => {
  const judged = judgeText(notFound, `agent run\n  llm plan gpt-4.1\n  ${line}`)
  expect(judged.found.map(({ said, blame }) => [said, blame])).toEqual([[[proof], 'plan']])
})

test.each([
  ['tool find_on_page output="The search string x was not found on this page."'],
  ['tool file_exists status=error message="ENOENT"'],
  ['tool web_search status=error message="Exception: No results found for query: x"'],
  ['tool visit output="Error pages: 404 Not Found, explained"'],
  ['tool edit status=error message="String to replace not found in file"'],
  ['tool run status=error message="bash: jq: command not found"'],
  ['tool parse status=error message="the regex pattern was not found in it"'],
  ['tool search_docs status=error message="broken (file not found)" input={"q":"file not found"}'],
])('%s is a normal answer or another mistake', (line) => {
  expect(judgeText(notFound, line).verdict).toBe('not_fired')
})

test('a service without an agent that answers 404 is not judged', () => {
  expect(judgeText(notFound, 'other GET http.status_code=404').verdict).toBe('not_evaluable')
})

test('a model that does not exist is a missing resource, and no model is to blame for asking', () => {
  const text = 'llm chat gpt-9 status=error error=NotFoundError message="The model gpt-9 does not exist"'
  expect(judgeText(notFound, text).found.map(({ at, blame }) => [at, blame])).toEqual([['chat', null]])
})
