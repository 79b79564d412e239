import { expect, test } from 'vitest'
import { SIGNATURE_LENGTH, maskMessage, writeSignature } from './signature.ts'

test.each([
  ['upstream 503 after 2.5 s', 'upstream <n> after <n> s'],
  ['order #W5061109 not found', 'order #<id> not found'],
  ['span 4bf92f3577b34da6 lost', 'span <id> lost'],
  ['id 123e4567-e89b-12d3-a456-426614174000', 'id <id>'],
  ['at 2026-03-02T09:00:00.123Z', 'at <time>'],
  ['GET https://api.example.com/v1/x?q=1 failed', 'GET <url> failed'],
  ["No such file: 'data/gaia/a b.mp3'", 'No such file: <value>'],
  ['open /srv/app/data.csv', 'open <path>'],
  ['open C:\\Users\\me\\x.txt', 'open <path>'],
  ["can't open it, don't know", "can't open it, don't know"],
  ['File\n  missing', 'File missing'],
])('%s is masked to %s', (message, masked) => {
  expect(maskMessage(message)).toBe(masked)
})

test('the same mistake with other values has the same signature', () => {
  const one = writeSignature(['tool search', 'http 503'], "Error: no answer for 'Oslo' (request 8812, 12 ms)")
  const other = writeSignature(
    ['tool search', 'http 503'],
    "Error: no answer for 'New York' (request 17, 4 ms)",
  )
  expect(one).toBe('tool search · http 503 · Error: no answer for <value> (request <n>, <n> ms)')
  expect(other).toBe(one)
})

test('another tool or another status is another signature', () => {
  expect(writeSignature(['tool a', 'http 503'], 'x')).not.toBe(writeSignature(['tool b', 'http 503'], 'x'))
  expect(writeSignature(['tool a', 'http 503'], 'x')).not.toBe(writeSignature(['tool a', 'http 500'], 'x'))
})

test('a signature is bounded, whatever it is made of', () => {
  for (const text of [
    "'".repeat(5e6),
    '/'.repeat(5e6),
    'a1'.repeat(3e6),
    'x'.repeat(5e6),
    '"\n'.repeat(2e6),
  ]) {
    expect(writeSignature([text], text).length).toBeLessThanOrEqual(SIGNATURE_LENGTH)
  }
})
