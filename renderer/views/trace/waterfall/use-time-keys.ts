import { useEffect } from 'react'
import type { Dispatch, RefObject, SetStateAction } from 'react'
import { RIGHT_GUTTER } from './paint-bars.ts'
import { pan, wholeTrace, zoom } from './time-window.ts'
import type { TimeWindow } from './time-window.ts'

/** One press changes the shown time by this factor, or moves it by this share. */
const KEY_ZOOM = 0.7
const KEY_PAN = 0.15
/** Wheel travel (pixels) that doubles or halves the shown time. */
const WHEEL_DOUBLES = 240

/** What W A S D and 0 do, by their place on the keyboard; null for other keys. */
export function timeKey(code: string, window: TimeWindow, lengthNs: number): TimeWindow | null {
  switch (code) {
    case 'KeyW':
      return zoom(window, KEY_ZOOM, 0.5, lengthNs)
    case 'KeyS':
      return zoom(window, 1 / KEY_ZOOM, 0.5, lengthNs)
    case 'KeyA':
      return pan(window, -KEY_PAN, lengthNs)
    case 'KeyD':
      return pan(window, KEY_PAN, lengthNs)
    case 'Digit0':
      return wholeTrace(lengthNs)
    default:
      return null
  }
}

/** Ctrl and wheel zoom at the pointer, sideways wheel moves. The listener may not be passive, else the page zooms too. */
export function useTimeWheel(
  scroller: RefObject<HTMLDivElement | null>,
  treeWidth: number,
  width: number,
  lengthNs: number,
  setWindow: Dispatch<SetStateAction<TimeWindow>>,
): void {
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const turn = (event: WheelEvent) => {
      const inner = Math.max(1, width - RIGHT_GUTTER)
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const x = event.clientX - element.getBoundingClientRect().left - treeWidth
        const anchor = Math.min(1, Math.max(0, x / inner))
        setWindow((before) => zoom(before, 2 ** (event.deltaY / WHEEL_DOUBLES), anchor, lengthNs))
        return
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return
      event.preventDefault()
      setWindow((before) => pan(before, sideways / inner, lengthNs))
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [scroller, treeWidth, width, lengthNs, setWindow])
}
