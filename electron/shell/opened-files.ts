import { extname, resolve } from 'node:path'

/** What a start, or a second start while the window is open, asks to open. */
export interface OpenRequest {
  /** The last `.tidemark` file named; null where none was. */
  workspace: string | null
  /** Exports to import, as absolute paths. */
  exports: string[]
}

/**
 * Reads an argument list. The first argument is the program and, unpackaged, the second the app's folder; whatever
 * begins with a dash is Chromium's or the system's (macOS adds `-psn_…`); after `--` all are files.
 */
export function readOpenRequest(argv: readonly string[], isPackaged: boolean, cwd: string): OpenRequest {
  const given = argv.slice(1)
  const end = given.indexOf('--')
  const before = (end === -1 ? given : given.slice(0, end)).filter((argument) => !argument.startsWith('-'))
  const named = isPackaged ? before : before.slice(1)
  const files = [...named, ...(end === -1 ? [] : given.slice(end + 1))]
  return sortFiles(files.filter((file) => file !== '').map((file) => resolve(cwd, file)))
}

function isWorkspace(path: string): boolean {
  return extname(path).toLowerCase() === '.tidemark'
}

/** Parts workspaces, which are opened, from exports, which are imported. */
export function sortFiles(paths: readonly string[]): OpenRequest {
  return {
    workspace: paths.findLast(isWorkspace) ?? null,
    exports: paths.filter((path) => !isWorkspace(path)),
  }
}
