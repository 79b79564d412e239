import { useState } from 'react'
import type { PointerEvent } from 'react'
import { dayAt } from '../../shared/chart/scale.ts'
import type { Span } from '../../shared/chart/scale.ts'

interface DayPointer {
  /** The day under the pointer, or null. */
  day: string | null
  /** The days dragged over so far, in order of time; null while nothing is dragged. */
  drag: Span | null
  handlers: {
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => void
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => void
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => void
    onPointerLeave: () => void
  }
}

/** Follows the pointer by days; a drag over two days or more ends in `onZoom`, a plain click in `onPick`; `onPoint` is told each day pointed at. */
export function useDayPointer(
  frame: { span: Span; left: number; right: number },
  {
    onZoom,
    onPick,
    onPoint,
  }: { onZoom?: (span: Span) => void; onPick?: () => void; onPoint?: (day: string | null) => void },
): DayPointer {
  const [day, setDay] = useState<string | null>(null)
  const [start, setStart] = useState<string | null>(null)
  const find = (event: PointerEvent<SVGSVGElement>) =>
    dayAt(
      frame.span,
      frame.left,
      frame.right,
      event.clientX - event.currentTarget.getBoundingClientRect().left,
    )
  const drag = start !== null && day !== null && start !== day ? ordered(start, day) : null
  return {
    day,
    drag,
    handlers: {
      onPointerMove: (event) => {
        const found = find(event)
        setDay(found)
        if (found !== day) onPoint?.(found)
      },
      onPointerDown: (event) => {
        if (!onZoom || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setStart(find(event))
      },
      onPointerUp: () => {
        if (start === null) return
        setStart(null)
        if (drag) onZoom?.(drag)
        else onPick?.()
      },
      onPointerLeave: () => {
        setDay(null)
        onPoint?.(null)
        setStart(null)
      },
    },
  }
}

function ordered(a: string, b: string): Span {
  return a < b ? { from: a, to: b } : { from: b, to: a }
}
