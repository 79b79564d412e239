import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { authError } from './index.ts'

test.each([
  ['llm chat gpt-4.1 status=error http.status_code=401', '401'],
  ['llm chat gpt-4.1 status=error message="Incorrect API key provided: sk-1"', 'Incorrect API key'],
  ['tool crm status=error error=PermissionDeniedError', 'PermissionDeniedError'],
  ['tool crm output={"status":403,"message":"no"}', '"status":403'],
  ['tool crm output="Error: unauthorized"', 'unauthorized'],
])('%s', (line, proof) => {
  const judged = judgeText(authError, line)
  expect(judged.found.map(({ class: level, said }) => [level, said])).toEqual([['F', [proof]]])
})

test('a site that refuses to be read is a signal of its own, by host', () => {
  const judged = judgeText(
    authError,
    'tool visit_page input={"url":"https://www.jstor.org/stable/1"} output="Title: Error 403\\nViewport"',
  )
  expect(judged.found).toMatchObject([
    { class: 'S', signature: 'tool visit_page · http 403 · www.jstor.org · the site refuses access' },
  ])
})

test("a refused call to a service of one's own is a failure also where its address is an argument", () => {
  const inside = 'tool get status=error http.response.status_code=403 input={"url":"http://crm.corp/1"}'
  expect(judgeText(authError, inside).found.map(({ class: level }) => level)).toEqual(['F'])
  const proxy =
    'tool get status=error http.response.status_code=401 server.address=api.search.com input={"url":"https://x.org"}'
  expect(judgeText(authError, proxy).found.map(({ class: level }) => level)).toEqual(['F'])
})

test('403 in a page, in an amount or in the question is nothing', () => {
  const text = `
    tool visit output="Forbidden city, 403 steps, unauthorized copies"
    tool search status=error message="nothing on 'HTTP 403 forbidden'" input={"q":"HTTP 403 forbidden"}
    tool pay output={"amount":401}
  `
  expect(judgeText(authError, text).verdict).toBe('not_fired')
})

test("plain services are not an agent's calls", () => {
  expect(judgeText(authError, 'other GET status=error http.status_code=401').verdict).toBe('not_evaluable')
})
