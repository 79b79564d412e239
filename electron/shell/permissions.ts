import { isAppUrl } from './app-url.ts'

/** Every permission Electron knows; without handlers of ours it grants them all. */
export type Permission = Parameters<
  NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
>[1]

// Copying a table or a trace is all the page ever needs.
const GRANTED: readonly Permission[] = ['clipboard-sanitized-write']

/** True where the page may have a permission. `origin` is the asking frame's, with or without a path. */
export function decidePermission(permission: string, origin: string): boolean {
  const address = origin.endsWith('/') ? origin : `${origin}/`
  return isAppUrl(address) && GRANTED.some((name) => name === permission)
}
