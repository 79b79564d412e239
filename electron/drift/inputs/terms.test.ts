import { expect, test } from 'vitest'
import { termsOf } from './terms.ts'

test.each([
  ['Refund, please REFUND!', { refund: 2, please: 1 }],
  ['order 1234 and 99', { order: 1, '#number': 2, and: 1 }],
  ['id a3f9c2 or W7', { id: 1, '#identifier': 2, or: 1 }],
  ['退款申请', { 退款: 1, 款申: 1, 申请: 1 }],
  ['返金 を', { 返金: 1, を: 1 }],
  ['возврат денег', { возврат: 1, денег: 1 }],
  ['ﬁle ｆｉｌｅ', { file: 2 }],
  ['', {}],
  ['!!! …', {}],
])('the terms of %j', (text, terms) => {
  expect(Object.fromEntries(termsOf(text))).toEqual(terms)
})

test('a long text is read to its first 4,000 characters', () => {
  expect([...termsOf(`${'a '.repeat(2000)}hidden`).keys()]).toEqual(['a'])
})
