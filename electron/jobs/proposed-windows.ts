import { proposeWindows } from '../drift/propose-windows.ts'
import type { ReadConnection } from '../store/connection.ts'
import { readWindowFacts } from '../store/window-facts.ts'

/** Windows of the workspace's days that would make a good baseline. */
export function proposedWindows(connection: ReadConnection): ReturnType<typeof proposeWindows> {
  return proposeWindows(readWindowFacts(connection))
}
