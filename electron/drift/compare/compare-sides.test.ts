import { describe, expect, test } from 'vitest'
import { BY_TASK, compare, timeout, times, trace, traffic } from '../../testing/compared-traffic.ts'

describe('categories', () => {
  test('a category that fires three times as often is higher, with its ratio and no part of the mix', () => {
    const result = timeout(compare(traffic('booking', 20, 400), traffic('booking', 60, 400)))
    expect(result).toMatchObject({ a: { n: 400, k: 20 }, b: { n: 400, k: 60 }, verdict: 'higher', mix: 0 })
    expect(result.ratio).toBeCloseTo(3, 6)
    expect(result.low).toBeGreaterThan(1.8)
    expect(result.high).toBeLessThan(5)
    expect(timeout(compare(traffic('booking', 60, 400), traffic('booking', 20, 400))).verdict).toBe('lower')
  })

  test('the same rate in many sessions is no difference, in few it is not enough data', () => {
    expect(timeout(compare(traffic('booking', 100, 1000), traffic('booking', 104, 1000))).verdict).toBe(
      'no difference',
    )
    expect(timeout(compare(traffic('booking', 2, 20), traffic('booking', 2, 20))).verdict).toBe(
      'not enough data',
    )
    expect(timeout(compare(traffic('booking', 0, 20), traffic('booking', 0, 20)))).toMatchObject({
      ratio: null,
      verdict: 'not enough data',
    })
    expect(timeout(compare(traffic('booking', 0, 2000), traffic('booking', 1, 2000))).verdict).toBe(
      'no difference',
    )
  })

  test('three failures of ten against none are not called higher', () => {
    expect(timeout(compare(traffic('booking', 0, 10), traffic('booking', 3, 10))).verdict).toBe(
      'not enough data',
    )
  })

  test('a mix that moved towards a failing agent is no change of behaviour', () => {
    const a = [...traffic('booking', 20, 900), ...traffic('search', 40, 100)]
    const b = [...traffic('booking', 11, 500), ...traffic('search', 200, 500)]
    const result = timeout(compare(a, b))
    expect(result.verdict).toBe('no difference')
    expect(result.difference).toBeGreaterThan(0.1)
    expect(result.mix).toBeCloseTo(result.difference, 2)
    expect(result.mix + result.behaviour).toBeCloseTo(result.difference, 9)
  })

  test('Simpson’s paradox is told: kidney stones (Charig 1986), failures by size of the stone', () => {
    const a = [...traffic('small', 36, 270), ...traffic('large', 25, 80)]
    const b = [...traffic('small', 6, 87), ...traffic('large', 71, 263)]
    const result = timeout(compare(a, b))
    expect(result.difference).toBeGreaterThan(0)
    expect(result.ratio).toBeLessThan(1)
    expect(result.notes.join(' ')).toContain('Simpson')
  })

  test('agents that moved in opposite directions are told apart', () => {
    const a = [...traffic('booking', 40, 400), ...traffic('search', 120, 400)]
    const b = [...traffic('booking', 120, 400), ...traffic('search', 40, 400)]
    const result = timeout(compare(a, b))
    expect(result.verdict).not.toBe('higher')
    expect(result.notes.join(' ')).toMatch(/not the same everywhere: × 0\.33 in search.*× 3\.0 in booking/)
  })

  test('a change of the model is compared, not made a stratum of', () => {
    const a = traffic('booking', 20, 400, { model: 'gpt-4.1' })
    const b = traffic('booking', 60, 400, { model: 'gpt-4o' })
    expect(timeout(compare(a, b))).toMatchObject({ verdict: 'higher' })
  })

  test('retries of a session count once', () => {
    const retried = times(30, () => trace('fn', { sessionKey: 'one' }))
    expect(timeout(compare(traffic('booking', 0, 40), [...retried, ...traffic('booking', 0, 40)])).b).toEqual(
      {
        n: 41,
        k: 1,
      },
    )
  })

  test('verdicts of two versions of a rule are refused', () => {
    const b = traffic('booking', 60, 400, { rules: ['timeout@2', 'refusal@1'] })
    const { categories, refused } = compare(traffic('booking', 20, 400), b)
    expect(categories.map(({ id }) => id)).toEqual(['refusal'])
    expect(refused).toEqual([{ name: 'timeout', why: expect.stringContaining('version 1') as string }])
  })

  test('of a side that holds two versions only the newer counts, and that is said', () => {
    const mixed = [
      ...traffic('booking', 50, 50),
      ...traffic('booking', 10, 100, { rules: ['timeout@2', 'refusal@1'] }),
    ]
    const newer = traffic('booking', 10, 100, { rules: ['timeout@2', 'refusal@1'] })
    const result = compare(newer, mixed)
    expect(timeout(result).b).toEqual({ n: 100, k: 10 })
    expect(result.notes.join(' ')).toContain('older rules (timeout)')
  })

  test('among many quiet categories one false “higher” is rare', () => {
    const rules = Array.from({ length: 20 }, (_, index) => `rule${index}@1`)
    let random = 7
    const chance = (): number => (random = (random * 16_807) % 2_147_483_647) / 2_147_483_647
    const quiet = () =>
      times(120, () => trace(rules.map(() => (chance() < 0.05 ? 'f' : 'n')).join(''), { rules }))
    const found = Array.from({ length: 40 }, () =>
      compare(quiet(), quiet()).categories.filter(
        ({ verdict }) => verdict === 'higher' || verdict === 'lower',
      ),
    )
    expect(found.filter((each) => each.length > 0).length).toBeLessThanOrEqual(3)
  })
})

/** One run of each task. */
function run(fired: (task: number) => boolean, count = 40) {
  return times(count, (task) => trace(fired(task) ? 'fn' : 'nn', { task: `task ${task}` }))
}

describe('the same tasks', () => {
  test('twelve tasks that only b fails are found task by task', () => {
    const result = compare(
      run((task) => task < 18),
      run((task) => task < 30),
      BY_TASK,
    )
    expect(result.pairedTasks).toBe(40)
    expect(timeout(result)).toMatchObject({
      pairs: 40,
      verdict: 'higher',
      a: { n: 40, k: 18 },
      b: { n: 40, k: 30 },
    })
    expect(timeout(result).p).toBeCloseTo(0.000488, 6)
  })

  test('several runs of a task are averaged, not counted as so many tasks', () => {
    const again = Array.from({ length: 10 }, () => run((task) => task < 2, 6)).flat()
    const result = compare(
      run(() => false, 6),
      again,
      BY_TASK,
    )
    expect(timeout(result)).toMatchObject({ pairs: 6, b: { n: 60, k: 20 }, verdict: 'not enough data' })
    expect(result.notes.join(' ')).toContain('averaged')
  })

  test('sides with few tasks in common are compared as wholes', () => {
    const other = times(40, (task) => trace('nn', { task: `task ${task + 38}` }))
    expect(
      compare(
        run(() => false),
        other,
        BY_TASK,
      ).pairedTasks,
    ).toBeNull()
  })

  test('tasks judged on one side only do not rob the comparison of the others', () => {
    const b = times(15, (task) => trace(task < 5 ? 'f-' : task < 10 ? 'n-' : '--', { task: `task ${task}` }))
    const result = timeout(
      compare(
        run(() => false, 15),
        b,
        BY_TASK,
      ),
    )
    expect(result).toMatchObject({ a: { n: 15, k: 0 }, b: { n: 10, k: 5 }, verdict: 'higher', pairs: null })
    expect(result.notes[0]).toContain('10 of 15 tasks')
  })
})
