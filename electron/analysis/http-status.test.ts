import { expect, test } from 'vitest'
import { findStatus } from './http-status.ts'

test.each([
  ['Error code: 429 - slow down', 429],
  ['Request failed with status code 503', 503],
  ['HTTP/1.1 502 from host', 502],
  ["{'status': 404}", 404],
  ['upstream 503', 503],
  ['404 Client Error: Not Found for url', 404],
  ['got 500: Internal Server Error', 500],
  ['(403) Forbidden', 403],
])('%s speaks of %d', (text, code) => {
  expect(findStatus(text)?.code).toBe(code)
})

test.each([
  ['exit code 404'],
  ['404 items'],
  ['order 429 of a429'],
  ['code 4290'],
  ['status: 500.25'],
  ['error 404-1187'],
  ['4f429e'],
])('%s does not', (text) => {
  expect(findStatus(text)).toBeNull()
})
