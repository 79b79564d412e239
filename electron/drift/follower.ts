import type { Shift } from '../../shared/model/shift.ts'

/** Onsets are dated to within a few days; further apart two shifts are two events. */
const SAME_ONSET_DAYS = 7
const DAY_MS = 86_400_000

/** A shift that is told by another one already. */
export interface Follower {
  shift: Shift
  leader: Shift
}

/**
 * Of shifts whose category counts events of another category, those that came with a shift of that one: in the same
 * segment, or where either is in no single one, with onsets at most a week apart. An error that nobody recovered from
 * is an error as well: one regression is to be one alert. Alone, such a category alerts like any other.
 */
export function splitFollowers(
  all: readonly Shift[],
  categories: readonly { id: string; follows?: readonly string[] }[],
): { shifts: Shift[]; followers: Follower[] } {
  const shifts: Shift[] = []
  const followers: Follower[] = []
  for (const shift of all) {
    const follows = categories.find(({ id }) => id === shift.category)?.follows ?? []
    const leader = all.find((other) => follows.includes(other.category) && isSameEvent(other, shift))
    if (leader === undefined) shifts.push(shift)
    else followers.push({ shift, leader })
  }
  return { shifts, followers }
}

function isSameEvent(one: Shift, other: Shift): boolean {
  const isSamePlace = one.segment === other.segment || one.segment === null || other.segment === null
  const apart = Math.abs(Date.parse(one.onset) - Date.parse(other.onset))
  return isSamePlace && apart <= SAME_ONSET_DAYS * DAY_MS
}
