import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { parseFilter } from './parse-filter.ts'

function refusal(text: string): { at: number; why: string } {
  try {
    parseFilter(text)
  } catch (error) {
    if (error instanceof AppError && error.code === 'filter_invalid') {
      return { at: Number(error.details['at']), why: String(error.details['why']) }
    }
    throw error
  }
  throw new Error(`${text} was accepted`)
}

/** What became of a text: `read`, or the code it was refused with. */
function outcome(text: string): string {
  try {
    parseFilter(text)
    return 'read'
  } catch (error) {
    return error instanceof AppError ? error.code : `${text}: ${String(error)}`
  }
}

const free = (text: string) => ({ kind: 'free', pattern: { type: 'exact', text } })

test('nothing selects everything', () => {
  expect(parseFilter('')).toEqual({ kind: 'all' })
  expect(parseFilter('  \n')).toEqual({ kind: 'all' })
})

test('terms beside each other must all hold', () => {
  expect(parseFilter('category:tool_error_silent model:gpt-4o* duration>5s -env:staging')).toEqual({
    kind: 'and',
    nodes: [
      { kind: 'text', field: 'category', pattern: { type: 'exact', text: 'tool_error_silent' } },
      { kind: 'text', field: 'model', pattern: { type: 'wildcard', text: 'gpt-4o*' } },
      { kind: 'number', field: 'duration', comparison: '>', value: 5e9 },
      { kind: 'not', node: { kind: 'text', field: 'env', pattern: { type: 'exact', text: 'staging' } } },
    ],
  })
})

test('OR binds weaker than a space, and parentheses group', () => {
  expect(parseFilter('a b OR c')).toEqual({
    kind: 'or',
    nodes: [{ kind: 'and', nodes: [free('a'), free('b')] }, free('c')],
  })
  expect(parseFilter('a -(b OR c)')).toEqual({
    kind: 'and',
    nodes: [free('a'), { kind: 'not', node: { kind: 'or', nodes: [free('b'), free('c')] } }],
  })
  expect(parseFilter('a AND b')).toEqual({ kind: 'and', nodes: [free('a'), free('b')] })
})

test('quotes keep spaces, escaped quotes and asterisks as they are', () => {
  expect(parseFilter(String.raw`input:"a \"b\" * c"`)).toEqual({
    kind: 'text',
    field: 'input',
    pattern: { type: 'exact', text: 'a "b" * c' },
  })
})

test('a regex stands between slashes; a path stays a word', () => {
  expect(parseFilter(String.raw`name:/a\/b c/i`)).toEqual({
    kind: 'text',
    field: 'name',
    pattern: { type: 'regex', source: String.raw`a\/b c`, flags: 'i' },
  })
  expect(parseFilter('/var/log/app')).toEqual({
    kind: 'free',
    pattern: { type: 'exact', text: '/var/log/app' },
  })
})

test.each([
  ['duration>=200ms', 2e8],
  ['duration>=1.5m', 90e9],
  ['duration>=2h', 7200e9],
  ['tokens>=10k', 10_000],
  ['cost>=0.05', 0.05],
  ['spans>=3', 3],
])('%s compares with %d', (text, value) => {
  expect(parseFilter(text)).toMatchObject({ kind: 'number', comparison: '>=', value })
})

test('a colon before a number means equal', () => {
  expect(parseFilter('spans:12')).toEqual({ kind: 'number', field: 'spans', comparison: '=', value: 12 })
})

test('scores are compared by number or matched by label, and names may be quoted', () => {
  expect(parseFilter('score.helpfulness<0.5')).toEqual({
    kind: 'score',
    name: 'helpfulness',
    comparison: '<',
    value: 0.5,
  })
  expect(parseFilter('score.verdict:pass')).toMatchObject({ kind: 'score_label', name: 'verdict' })
  expect(parseFilter('score."tone of voice":*')).toMatchObject({ kind: 'score_label', name: 'tone of voice' })
  expect(parseFilter('score.reward.db:1')).toMatchObject({ kind: 'score', name: 'reward.db', value: 1 })
})

test('from and to take whole days in UTC, both inclusive', () => {
  expect(parseFilter('from:2026-03-01 to:2026-03-08')).toEqual({
    kind: 'and',
    nodes: [
      { kind: 'time', fromUs: Date.UTC(2026, 2, 1) * 1000, untilUs: null },
      { kind: 'time', fromUs: null, untilUs: Date.UTC(2026, 2, 9) * 1000 },
    ],
  })
  expect(parseFilter('from:2026-03-01T12:30')).toMatchObject({ fromUs: Date.UTC(2026, 2, 1, 12, 30) * 1000 })
})

describe('what is not understood is refused at its place', () => {
  test.each([
    ['modle:gpt-4o', 1, 'there is no field "modle"'],
    ['a http://x.y', 3, 'in quotation marks'],
    ['duration>5', 10, 'a duration such as'],
    ['a duration>soon', 12, 'a duration such as'],
    ['cost>lots', 6, 'a number such as'],
    ['from:2026-02-31', 6, 'a date such as'],
    ['from:tomorrow', 6, 'a date such as'],
    ['from>2026-03-01', 5, 'takes a colon'],
    ['model>gpt', 6, 'takes a colon'],
    ['model:', 7, 'a value is expected'],
    ['model: gpt', 7, 'a value is expected'],
    ['status:failed', 8, 'unset, ok, error'],
    ['kind:llms', 6, 'agent, llm, tool'],
    ['input:"refund', 7, 'never closed'],
    ['a (b OR c', 3, 'never closed'],
    ['a b)', 4, 'never opened'],
    ['a OR', 5, 'is expected here'],
    ['()', 2, 'is expected here'],
    ['score<0.5', 1, 'needs the name'],
    ['score.tone<good', 12, 'a number is expected'],
    ['model.name:x', 1, 'only score takes a name'],
    ['name:/(/', 6, 'the regex is broken'],
    ['name:/a/xyz', 11, 'only the flags'],
    ['name:/(a+)+$/', 6, 'run for hours'],
    ['name:/(a|aa)*$/', 6, 'run for hours'],
    ['name:/((a+)b)*$/', 6, 'run for hours'],
  ])('%s', (text, at, why) => {
    const found = refusal(text)
    expect(found.at).toBe(at)
    expect(found.why).toContain(why)
  })

  test('nesting and length are bounded', () => {
    expect(refusal('('.repeat(50)).why).toContain('at most 20 deep')
    expect(refusal('a '.repeat(201)).why).toContain('at most 200 terms')
  })
})

test('ordinary regexes pass', () => {
  for (const text of ['/^(get|set)_[a-z]+$/i', '/(ab)+c/', '/\\(a+\\)+/', '/[(+*]+x/', '/a{2,3}b/']) {
    expect(parseFilter(`name:${text}`)).toMatchObject({ pattern: { type: 'regex' } })
  }
})

test('no input makes it hang or throw anything but filter_invalid', () => {
  const signs = [
    '-',
    '(',
    ')',
    '"',
    '/',
    ':',
    '>',
    'a',
    ' ',
    'OR',
    'score.',
    '\\',
    '*',
    'é',
    '\u{1f600}',
    'from:',
  ]
  const codes = new Set<string>()
  let seed = 7
  for (let round = 0; round < 3000; round += 1) {
    let text = ''
    for (let index = 0; index < 12; index += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      text += signs[seed % signs.length] ?? ''
    }
    codes.add(outcome(text))
  }
  expect([...codes].toSorted()).toEqual(['filter_invalid', 'read'])
})
