import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

const TRACES = '/traces'

/**
 * Where the list of traces was entered from, to step back out to: the address of the shift, category or import whose
 * number was followed. A trace opened from the list and left again does not count. Null on every other page, and where
 * nothing led to the list.
 */
export function useTracesOrigin(): () => string | null {
  const { href, pathname } = useRouterState({ select: (state) => state.location })
  const last = useRef<string | null>(null)
  const origin = useRef<string | null>(null)
  useEffect(() => {
    if (isList(pathname) && last.current !== null && !isList(last.current)) origin.current = last.current
    last.current = href
  }, [href, pathname])
  return () => (pathname === TRACES ? origin.current : null)
}

function isList(address: string): boolean {
  return /^\/traces(?:[/?#]|$)/.test(address)
}
