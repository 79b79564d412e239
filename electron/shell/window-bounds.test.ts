import { expect, test } from 'vitest'
import { clampBounds } from './window-bounds.ts'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const BESIDE = { x: 1440, y: 0, width: 2560, height: 1440 }

test('a window comes back where it was', () => {
  const saved = { x: 1600, y: 100, width: 1800, height: 1200 }
  expect(clampBounds(saved, [LAPTOP, BESIDE])).toEqual(saved)
})

test('a window on a screen that is gone opens as at first', () => {
  expect(clampBounds({ x: 1600, y: 100, width: 1800, height: 1200 }, [LAPTOP])).toBeNull()
})

test('a window that hangs over the edge is pulled in', () => {
  expect(clampBounds({ x: 1200, y: 500, width: 1000, height: 700 }, [LAPTOP])).toEqual({
    x: 440,
    y: 200,
    width: 1000,
    height: 700,
  })
})

test('a window larger than its screen is cut to it', () => {
  expect(clampBounds({ x: -10, y: 30, width: 5000, height: 3000 }, [LAPTOP])).toEqual(LAPTOP)
})

test('a window too small to use is made usable', () => {
  expect(clampBounds({ x: 100, y: 100, width: 10, height: 10 }, [LAPTOP])).toBeNull()
  expect(clampBounds({ x: 100, y: 100, width: 300, height: 200 }, [LAPTOP])).toEqual({
    x: 100,
    y: 100,
    width: 900,
    height: 600,
  })
})

test('a window of which only the lower part shows cannot be grasped and opens as at first', () => {
  expect(clampBounds({ x: 100, y: -500, width: 900, height: 700 }, [LAPTOP])).toBeNull()
})

test('the first start has no place yet', () => {
  expect(clampBounds(null, [LAPTOP])).toBeNull()
})
