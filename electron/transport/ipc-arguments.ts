import { z } from 'zod'

const requestArguments = z.tuple([z.string().max(100), z.unknown()])
const grantArguments = z.tuple([z.string().min(1).max(4096)])

/** Method and input of a request; null where the page sent anything else. */
export function readRequest(given: unknown[]): [string, unknown] | null {
  // A tuple schema would take a missing input for one that is undefined.
  return given.length === 2 ? (requestArguments.safeParse(given).data ?? null) : null
}

/** The path of a dropped file; null where the page sent anything else. */
export function readGrant(given: unknown[]): [string] | null {
  return grantArguments.safeParse(given).data ?? null
}
