import type { RefObject } from 'react'
import { useHotkeys } from './hotkeys.ts'

/**
 * `j` and `k` move the focus through the elements marked `data-row` inside the list, wherever the focus was before.
 * A row is a link or has a tabIndex; Enter is its own.
 */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  const step = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const next = at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)]
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  useHotkeys({ j: () => step(1), k: () => step(-1) })
}
