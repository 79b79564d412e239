import { expect, test } from 'vitest'
import { createMeter } from './progress-meter.ts'

/** Feeds bytes done, one report a second, and gives what the last one became. */
function afterSeconds(bytes: number[], total: number | null): ReturnType<ReturnType<typeof createMeter>> {
  let now = 0
  const meter = createMeter(() => now)
  let last = {}
  for (const bytesDone of bytes) {
    last = meter({ bytesDone, bytesTotal: total })
    now += 1000
  }
  return last
}

test('before there are two reports there is no rate', () => {
  expect(afterSeconds([10], 100)).toMatchObject({ rate: null, secondsLeft: null, fraction: 0.1 })
})

test('the rate is that of the last seconds only', () => {
  expect(afterSeconds([0, 1000, 2000, 2010, 2020, 2030, 2040, 2050], 2100)).toMatchObject({
    rate: 10,
    secondsLeft: 5,
  })
})

test('of a stream the rate is known, the time left is not', () => {
  expect(afterSeconds([0, 50], null)).toMatchObject({
    rate: 50,
    secondsLeft: null,
    fraction: null,
    bytesTotal: null,
  })
})

test('a share that is given counts, and what is not told stays', () => {
  const meter = createMeter(() => 0)
  expect(meter({ detail: 'x', fraction: 0.3, recordsDone: 7 })).toEqual({
    detail: 'x',
    fraction: 0.3,
    recordsDone: 7,
  })
  expect(meter({})).toEqual({})
})
