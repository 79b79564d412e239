import { useEffect, useSyncExternalStore } from 'react'

let note: string | null = null
const listeners = new Set<() => void>()

function set(next: string | null): void {
  note = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What a view says at the right of the footer while it shows, in place of the totals; null says nothing. */
export function useFooterNote(text: string | null): void {
  useEffect(() => {
    set(text)
    return () => set(null)
  }, [text])
}

export function useCurrentNote(): string | null {
  return useSyncExternalStore(subscribe, () => note)
}
