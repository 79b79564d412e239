import { useCallback, useEffect, useRef, useState } from 'react'
import { useSetSearch } from '../view.ts'
import type { Selection, SelectionOrigin } from './trace-context.ts'
import type { SpanTree } from './tree/span-tree.ts'

/** Browsers refuse more than some 20 address changes a second: a held arrow key makes more selections than that. */
const ADDRESS_AFTER_MS = 180

/** The selected span: known at once here, in the address a moment later. */
export function useSelection(
  tree: SpanTree,
  spanInAddress: string | undefined,
): { selection: Selection; select: (row: number, origin: SelectionOrigin) => void } {
  const setSearch = useSetSearch()
  const [selection, setSelection] = useState<Selection>(() => {
    const row = spanInAddress === undefined ? undefined : tree.rowOf.get(spanInAddress)
    return row === undefined ? { row: 0, origin: 'address', n: 0 } : { row, origin: 'address', n: 1 }
  })
  const written = useRef(spanInAddress)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  useEffect(() => {
    if (spanInAddress === written.current || spanInAddress === undefined) return
    written.current = spanInAddress
    const row = tree.rowOf.get(spanInAddress)
    // oxlint-disable-next-line react/set-state-in-effect -- the address is the outside system that is followed here
    if (row !== undefined) setSelection((before) => ({ row, origin: 'address', n: before.n + 1 }))
  }, [spanInAddress, tree])

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )

  const select = useCallback(
    (row: number, origin: SelectionOrigin) => {
      setSelection((before) => ({ row, origin, n: before.n + 1 }))
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        timer.current = null
        const span = tree.spans[row]?.spanId
        written.current = span
        setSearch({ span }, { replace: true })
      }, ADDRESS_AFTER_MS)
    },
    [tree, setSearch],
  )
  return { selection, select }
}
