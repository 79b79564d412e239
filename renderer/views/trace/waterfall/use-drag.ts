import { useState } from 'react'
import type { PointerEvent } from 'react'

/** Pixels a drag must cover to count as a choice. */
const LEAST_DRAG = 5

export interface DragRange {
  readonly from: number
  readonly to: number
}

/** A stretch chosen by dragging over an element, in its pixels from the left; `onRange` hears of it at the end. */
export function useDrag(onRange: (range: DragRange) => void) {
  const [drag, setDrag] = useState<{ start: number; now: number } | null>(null)
  const range =
    drag === null ? null : { from: Math.min(drag.start, drag.now), to: Math.max(drag.start, drag.now) }
  return {
    drag: range,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ start: xOf(event), now: xOf(event) })
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (drag !== null) setDrag({ ...drag, now: xOf(event) })
      },
      onPointerUp: () => {
        if (range !== null && range.to - range.from >= LEAST_DRAG) onRange(range)
        setDrag(null)
      },
      onPointerCancel: () => setDrag(null),
    },
  }
}

function xOf(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left
}
