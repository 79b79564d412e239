import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { formatDuration } from '../../../../shared/format.ts'
import { RIGHT_GUTTER, xToTime } from './paint-bars.ts'
import type { TimeWindow } from './time-window.ts'
import styles from './waterfall.module.css'

/** A line under the pointer with its time. It moves without React: a pointer moves more often than rows need drawing. */
export function Crosshair({
  area,
  treeWidth,
  width,
  window: shown,
  hasClock,
}: {
  area: RefObject<HTMLDivElement | null>
  treeWidth: number
  width: number
  window: TimeWindow
  hasClock: boolean
}) {
  const line = useRef<HTMLDivElement>(null)
  const label = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const element = area.current
    if (element === null) return undefined
    const follow = (event: PointerEvent) => {
      const x = event.clientX - element.getBoundingClientRect().left - treeWidth
      const isInside = x >= 0 && x <= width - RIGHT_GUTTER
      if (line.current === null || label.current === null) return
      line.current.hidden = !isInside
      if (!isInside) return
      line.current.style.transform = `translateX(${treeWidth + x}px)`
      label.current.dataset.side = x > width - 90 ? 'left' : 'right'
      label.current.textContent = formatDuration(Math.max(0, xToTime(x, shown, width)))
    }
    const leave = () => {
      if (line.current !== null) line.current.hidden = true
    }
    element.addEventListener('pointermove', follow, { passive: true })
    element.addEventListener('pointerleave', leave)
    return () => {
      element.removeEventListener('pointermove', follow)
      element.removeEventListener('pointerleave', leave)
    }
  }, [area, treeWidth, width, shown])
  return (
    <div ref={line} className={styles.crosshair} hidden aria-hidden>
      <span ref={label} hidden={!hasClock} />
    </div>
  )
}
