import { useEffect, useRef, useState } from 'react'

/** A value that follows another at once, but no more often than this: what is costly to draw keeps out of a held key's way. */
export function useCalmed<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value)
  const last = useRef(-everyMs)
  useEffect(() => {
    const follow = () => {
      last.current = performance.now()
      setShown(value)
    }
    const wait = last.current + everyMs - performance.now()
    if (wait <= 0) {
      follow()
      return undefined
    }
    const timer = setTimeout(follow, wait)
    return () => clearTimeout(timer)
  }, [value, everyMs])
  return shown
}
