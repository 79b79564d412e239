import { useCallback, useEffect, useRef, useState } from 'react'
import type { TextMatch } from '../../../shared/contract/search.ts'
import { useCall } from '../../api/queries.ts'

const NONE: readonly TextMatch[] = []

/** Where the texts of a trace hold some words, which of the places is the current one, and the way from one to the next. */
export function useTextMatches(
  traceId: string,
  words: string,
  /** The span that the page was opened at: its match is the first to be shown. */
  spanId: string | undefined,
  show: (match: TextMatch) => void,
) {
  const { data, isFetching } = useCall('search.inTrace', { traceId, words }, { enabled: words !== '' })
  const matches = words === '' || data === undefined ? NONE : data.matches
  const [at, setAt] = useState(0)
  const go = useCallback(
    (to: number) => {
      if (matches.length === 0) return
      const next = (to + matches.length) % matches.length
      const match = matches[next]
      setAt(next)
      if (match !== undefined) show(match)
    },
    [matches, show],
  )
  const shown = useRef(NONE)
  useEffect(() => {
    if (matches === NONE || shown.current === matches) return
    shown.current = matches
    const first = matches.findIndex((match) => match.spanId === spanId)
    go(Math.max(0, first))
  }, [matches, spanId, go])
  return {
    matches,
    at,
    isCapped: data?.capped ?? false,
    isSearching: words !== '' && isFetching,
    next: () => go(at + 1),
    previous: () => go(at - 1),
  }
}
