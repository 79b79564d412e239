import { describe, expect, test } from 'vitest'
import { compare, scoresOf, times, trace, traffic, WHOLE } from '../../testing/compared-traffic.ts'

describe('scores', () => {
  test('a mean that rose is higher; the same values are no difference', () => {
    const [a, b] = [traffic('booking', 0, 100), traffic('booking', 0, 100)]
    const values = [
      ...scoresOf(a, 'tone', (index) => (index % 10) / 10),
      ...scoresOf(b, 'tone', (index) => (index % 10) / 10 + 0.3),
      ...scoresOf([...a, ...b], 'length', (index) => index % 7),
    ]
    const { scores } = compare(a, b, WHOLE, values)
    expect(scores.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['length', 'no difference'],
      ['tone', 'higher'],
    ])
    expect(scores[1]?.difference).toBeCloseTo(0.3, 6)
  })

  test('scores by two versions of a rubric are refused, not compared', () => {
    const [a, b] = [traffic('booking', 0, 50), traffic('booking', 0, 50)]
    const values = [
      ...scoresOf(a, 'tone', () => 0.2),
      ...scoresOf(b, 'tone', () => 0.9, { rubricVersion: '2' }),
    ]
    const { scores, refused } = compare(a, b, WHOLE, values)
    expect(scores).toEqual([])
    expect(refused).toEqual([{ name: 'tone', why: expect.stringMatching(/helpful 1.*helpful 2/) as string }])
  })

  test('a side whose judge changed half way is refused', () => {
    const [a, b] = [traffic('booking', 0, 50), traffic('booking', 0, 50)]
    const half = [...a.slice(0, 25), ...b.slice(0, 25)]
    const rest = [...a.slice(25), ...b.slice(25)]
    const values = [
      ...scoresOf(half, 'tone', () => 0.2),
      ...scoresOf(rest, 'tone', () => 0.9, { judge: 'claude-sonnet-4' }),
    ]
    const { scores, refused } = compare(a, b, WHOLE, values)
    expect(scores).toEqual([])
    expect(refused[0]?.why).toContain('not pooled')
  })

  test('two judges of every trace are compared each by itself', () => {
    const [a, b] = [traffic('booking', 0, 50), traffic('booking', 0, 50)]
    const values = [
      ...scoresOf([...a, ...b], 'tone', (index) => index % 2),
      ...scoresOf([...a, ...b], 'tone', () => 1, { judge: 'claude-sonnet-4' }),
    ]
    expect(compare(a, b, WHOLE, values).scores.map(({ judge, verdict }) => [judge, verdict])).toEqual([
      ['gpt-4o', 'no difference'],
      ['claude-sonnet-4', 'no difference'],
    ])
  })
})

function measure(result: ReturnType<typeof compare>, name: string) {
  return result.measures.find((each) => each.name === name)
}

function steady(index: number, tokens: number) {
  return trace('nn', { durationNs: 1e9 + index * 1e7, tokens: tokens + index })
}

function withoutClock() {
  return times(50, () => trace('nn', { syntheticTime: true }))
}

/** Thirty runs within one day. */
function batch(day: number, ns: number) {
  const startUs = 1_772_442_000_000_000 + day * 86_400_000_000
  return times(30, (index) => trace('nn', { startUs, durationNs: ns + index * 1e6 }))
}

describe('infrastructure', () => {
  test('errors, latency and tokens are told with their differences', () => {
    const b = times(200, (index) => ({
      ...steady(index, 300),
      durationNs: 3e9 + index * 1e7,
      isError: index < 40,
    }))
    const result = compare(
      times(200, (index) => steady(index, 100)),
      b,
    )
    expect(measure(result, 'error share')).toMatchObject({
      a: { value: 0 },
      b: { value: 0.2 },
      verdict: 'higher',
    })
    expect(measure(result, 'latency p50')).toMatchObject({ difference: 2e9, verdict: 'higher' })
    expect(measure(result, 'tokens mean')).toMatchObject({ difference: 200, verdict: 'higher' })
    expect(measure(result, 'cost mean')).toBeUndefined()
  })

  test('made-up times are no latency', () => {
    const result = compare(withoutClock(), withoutClock())
    expect(measure(result, 'latency p50')).toBeUndefined()
    expect(result.notes.join(' ')).toContain('latency is left out')
  })

  test('two batches on two days do not say which side is slower', () => {
    const result = compare(batch(0, 1e9), batch(2, 2e9))
    expect(measure(result, 'latency p50')?.verdict).toBe('not enough data')
    expect(result.notes.join(' ')).toContain('load of that day')
  })

  test('costs that are all 0 are unknown prices', () => {
    const priced = times(30, () => trace('nn', { costUsd: 0.02 }))
    const result = compare(
      priced,
      times(30, () => trace('nn', { costUsd: 0 })),
    )
    expect(measure(result, 'cost mean')).toBeUndefined()
    expect(result.notes.join(' ')).toContain('knew no price')
  })
})
