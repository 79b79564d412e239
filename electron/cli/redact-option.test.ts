import { expect, test } from 'vitest'
import { DEFAULT_REDACTION, NO_REDACTION } from '../../shared/model/redaction.ts'
import { readRedaction } from './redact-option.ts'

test('left out it is what the workspace keeps, and none is nothing at all', () => {
  const kept = { ...DEFAULT_REDACTION, custom: [{ name: 'customer', pattern: 'C-\\d+' }] }
  expect(readRedaction(undefined, kept)).toEqual(kept)
  expect(readRedaction('none', kept)).toEqual(NO_REDACTION)
})

test('words add up, each once', () => {
  expect(readRedaction('email,ip,email')).toEqual({ detectors: ['email', 'ip'], fields: [], custom: [] })
  expect(readRedaction('default, +payloads')).toEqual({
    ...DEFAULT_REDACTION,
    fields: ['paths', 'payloads'],
  })
})

test('a word it does not know is wrong usage that names it', () => {
  expect(() => readRedaction('emails')).toThrow(/does not know "emails"/)
})
