import { expect, test } from 'vitest'
import { forestReach } from './forest.tsx'

test('the axis reaches the next power of two on both sides, from 4 to 32', () => {
  expect(forestReach([])).toBe(4)
  expect(forestReach([1.2, null, 0])).toBe(4)
  expect(forestReach([5])).toBe(8)
  expect(forestReach([0.1])).toBe(16)
  expect(forestReach([1000])).toBe(32)
})
