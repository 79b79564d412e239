import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * What a person prefers on this machine, as text under `tidemark.<name>`; null where nothing was chosen. Every
 * component that asks follows a change.
 */
export function usePreference(name: string): [string | null, (value: string | null) => void] {
  const key = `tidemark.${name}`
  const value = useSyncExternalStore(subscribe, () => localStorage.getItem(key))
  const set = useCallback(
    (next: string | null) => {
      if (next === null) localStorage.removeItem(key)
      else localStorage.setItem(key, next)
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [value, set]
}
