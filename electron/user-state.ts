import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const stateSchema = z.object({ lastWorkspace: z.string().nullable().default(null) })
export type UserState = z.infer<typeof stateSchema>

/** Where the app keeps the user's default workspace and what was last open. `TIDEMARK_HOME` overrides it. */
export function userFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env.TIDEMARK_HOME) return env.TIDEMARK_HOME
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Tidemark')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tidemark')
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'tidemark')
}

export function currentUserFolder(): string {
  return userFolder(process.env, process.platform, homedir())
}

/** The state, or an empty one where there is none or it cannot be read. */
export function readUserState(folder: string): UserState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')))
  } catch {
    return { lastWorkspace: null }
  }
}

export function writeUserState(folder: string, state: UserState): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'state.json')
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2))
  renameSync(`${file}.new`, file)
}

/** The workspace to open where none is named: the last one, else the default one in the user's folder. */
export function defaultWorkspace(folder: string): string {
  return readUserState(folder).lastWorkspace ?? join(folder, 'workspace.tidemark')
}

/** Notes the workspace as the last one opened. Best effort: a home that cannot be written is no reason to stop. */
export function rememberWorkspace(folder: string, path: string): void {
  try {
    writeUserState(folder, { lastWorkspace: path })
  } catch {
    // The next start opens the one before.
  }
}
