import { useSyncExternalStore } from 'react'

/** From this width on, in pixels, the facets leave the list room for its columns. */
const roomy = window.matchMedia('(min-width: 1300px)')

function subscribe(listener: () => void): () => void {
  roomy.addEventListener('change', listener)
  return () => roomy.removeEventListener('change', listener)
}

/** Whether the window has room for more than the list. */
export function useIsRoomy(): boolean {
  return useSyncExternalStore(subscribe, () => roomy.matches)
}
