import { expect, test } from 'vitest'
import { readSentence } from './read-sentence.ts'

const SENTENCE =
  'Silent tool errors in `search_flights` went from 2.1 % to 6.4 % since 12 April, three days after prompt 7 became 8.'

test('a sentence is read into its subject, code, rates and days', () => {
  const parts = readSentence(SENTENCE).filter((part) => part.kind !== 'text')
  expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
    ['subject', 'Silent tool errors in '],
    ['code', 'search_flights'],
    ['rate', '2.1 %'],
    ['rate', '6.4 %'],
    ['day', '12 April'],
  ])
  expect(parts.map((part) => part.inSubject)).toEqual([true, true, false, false, false])
})

test('no word of the sentence is lost', () => {
  const joined = readSentence(SENTENCE).map((part) => part.text)
  expect(joined.join('')).toBe(SENTENCE.replaceAll('`', ''))
})

test('a sentence without a verb it knows stays plain', () => {
  expect(readSentence('Nothing here')).toEqual([{ kind: 'text', text: 'Nothing here', inSubject: false }])
})

test('a dot inside a name does not end the subject', () => {
  const parts = readSentence('Requests for `gpt-4.1` answered by another family rose to 3.8 %.')
  expect(parts.filter((part) => part.inSubject).map((part) => part.text)).toEqual([
    'Requests for ',
    'gpt-4.1',
    ' answered by another family',
  ])
})
