import { AppError } from '../../shared/errors.ts'

/**
 * The paths a person has chosen: dropped on the window, picked in a dialog, named when starting. The window's script
 * may import these and no others, so that a page gone wrong cannot read the disk.
 */
export interface GrantedFiles {
  grant(path: string): void
  /** The path itself. Throws file_unreadable for one that nobody has chosen. */
  resolve: (path: string) => string
}

export function createGrantedFiles(): GrantedFiles {
  const granted = new Set<string>()
  return {
    grant: (path) => void granted.add(path),
    resolve(path) {
      if (granted.has(path)) return path
      throw new AppError('file_unreadable', { path: path.slice(0, 200), why: 'it was not opened by you.' })
    },
  }
}
