import { expect, test } from 'vitest'
import { DEFAULT_REDACTION, NO_REDACTION } from '../../shared/model/redaction.ts'
import { makeCorpus } from '../testing/measure/redaction/corpus.ts'
import { precisionOf, recallOf, scoreRedaction } from '../testing/measure/redaction/score-redaction.ts'
import { redactValue } from './redact-value.ts'
import { createRedactor } from './redactor.ts'

const redact = (text: string) => createRedactor(DEFAULT_REDACTION).redact(text)

const withRule = (pattern: string) =>
  createRedactor({ ...NO_REDACTION, custom: [{ name: 'customer', pattern }] })

test('the same value has the same pseudonym everywhere, and another one its own', () => {
  const redactor = createRedactor(DEFAULT_REDACTION)
  expect(redactor.redact('from ana@acme.test to li@acme.test')).toBe('from [email-1] to [email-2]')
  expect(redactor.redact('{"cc":"ana@acme.test"}')).toBe('{"cc":"[email-1]"}')
  expect(redactor.found()).toEqual([
    { rule: 'email', pseudonym: '[email-1]', sample: 'an…st', count: 2 },
    { rule: 'email', pseudonym: '[email-2]', sample: 'li…st', count: 1 },
  ])
})

test('what was redacted once stays as it is when it is redacted again', () => {
  const once = createRedactor(DEFAULT_REDACTION).redact('password: "s3cret!x", call +49 151 23456789')
  expect(once).toBe('password: "[secret-1]", call [phone-1]')
  expect(createRedactor(DEFAULT_REDACTION).redact(once)).toBe(once)
})

test('a value that is new never gets the stand-in of an earlier redaction', () => {
  const redactor = createRedactor(DEFAULT_REDACTION)
  expect(redactor.redact('[email-1] wrote to li@acme.test')).toBe('[email-1] wrote to [email-2]')
  expect(redactor.redact('[email-3], ana@acme.test and li@acme.test')).toBe(
    '[email-3], [email-4] and [email-2]',
  )
})

test('fields that are left out whole keep nothing of their text, and nothing is touched where nothing is asked for', () => {
  const redactor = createRedactor({ ...NO_REDACTION, fields: ['payloads', 'user_ids', 'paths'] })
  expect(redactor.redact('anything at all', 'payloads')).toBe('[payload of 15 characters left out]')
  expect(redactor.redact('user-77', 'user_ids')).toBe('[id-1]')
  expect(redactor.redact('/home/ana/customer/export.jsonl', 'paths')).toBe('export.jsonl')
  expect(redactor.redact('mail ana@acme.test')).toBe('mail ana@acme.test')
})

test('a value is found behind escaped breaks, within quotes with separators, and by the name it stands under', () => {
  expect(redact('to\\n+49 151 23456789\\tfrom\\n10.2.3.4')).toBe('to\\n[phone-1]\\tfrom\\n[ip-1]')
  expect(redact('{"password": "correct horse, battery"}')).toBe('{"password": "[secret-1]"}')
  expect(redact('%22ana@acme.test%22')).toBe('%22[email-1]%22')
  const value = {
    dbPassword: 'hunter',
    headers: [{ name: 'x-api-key', value: 'a8f5f167f44f4964e6c998' }],
    tokens: '12',
  }
  expect(redactValue(value, createRedactor(DEFAULT_REDACTION))).toEqual({
    dbPassword: '[secret-1]',
    headers: [{ name: 'x-api-key', value: '[secret-2]' }],
    tokens: '12',
  })
})

test('rules of users find what they name, and a wrong or endless one is an error that names it', () => {
  expect(withRule('C-\\d{4}').redact('for C-1234 and C-9999')).toBe('for [customer-1] and [customer-2]')
  expect(() => withRule('(').redact('x')).toThrow(/rule customer cannot be used: .*regular expression/i)
  expect(() => withRule('(a+)+$').redact(`${'a'.repeat(40)}!`)).toThrow(/more than a second/)
})

test('a planted corpus is caught nearly whole, and its look-alikes stand', () => {
  const cases = makeCorpus(7)
  expect(cases.length).toBeGreaterThanOrEqual(300)
  for (const score of scoreRedaction(cases)) {
    expect({ ...score, recall: recallOf(score) >= 0.95 }).toMatchObject({ recall: true })
    expect({ ...score, precision: precisionOf(score) >= 0.95 }).toMatchObject({ precision: true })
  }
})
