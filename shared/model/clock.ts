/** Nobody traced an agent before: a time below is one that was made up, or none. */
export const FIRST_CLOCK_DAY = '1990-01-01'

/** The same in microseconds since 1970. */
export const FIRST_CLOCK_US = 631_152_000_000_000

/**
 * The days that are real; all, where none is. A list of messages without times counts from 1970: beside real days that one
 * would only stretch a chart over half a century.
 */
export function withClock<Day extends { date: string }>(days: readonly Day[]): readonly Day[] {
  const real = days.filter(({ date }) => date >= FIRST_CLOCK_DAY)
  return real.length > 0 ? real : days
}
