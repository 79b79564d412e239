import { useEffect, useRef } from 'react'

/** Something that can be done where a person is now, by its name. */
export interface Action {
  title: string
  /** The key that does the same, e.g. `f`. */
  keys?: string
  run: () => void
}

type Holder = { current: readonly Action[] }

/** What is on the screen, the newest last. */
const holders: Holder[] = []

/** Offers actions in the palette while the component is on the screen. */
export function useActions(actions: readonly Action[]): void {
  const holder = useRef(actions)
  useEffect(() => {
    holder.current = actions
  })
  useEffect(() => {
    holders.push(holder)
    return () => {
      holders.splice(holders.indexOf(holder), 1)
    }
  }, [])
}

/** What can be done here now, in the order in which it came on the screen. */
export function currentActions(): Action[] {
  return holders.flatMap(({ current }) => current)
}
