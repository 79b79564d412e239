import { useSyncExternalStore } from 'react'

/** A line that is told for a while at the foot of the window. */
export interface Notice {
  text: string
  isFailure: boolean
  /** True where the newest step can be taken back from the notice. */
  canUndo: boolean
}

/** Long enough to read a line twice. A failure stays until the next notice, or until it is closed. */
const TOLD_FOR_MS = 8000

let current: Notice | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells a line wherever in the window the person is; it takes the place of the one before. */
export function tellNotice(
  text: string,
  { isFailure = false, canUndo = false }: Partial<Omit<Notice, 'text'>> = {},
): void {
  clearTimeout(timer)
  current = { text, isFailure, canUndo }
  if (!isFailure) timer = setTimeout(closeNotice, TOLD_FOR_MS)
  for (const listener of listeners) listener()
}

export function closeNotice(): void {
  clearTimeout(timer)
  current = null
  for (const listener of listeners) listener()
}

export function useNotice(): Notice | null {
  return useSyncExternalStore(subscribe, () => current)
}
