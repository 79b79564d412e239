import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { paintBars, ROW_HEIGHT } from './paint-bars.ts'
import type { BarScene } from './paint-bars.ts'
import { usePalette } from './use-palette.ts'
import styles from './waterfall.module.css'

/** Rows drawn beyond both edges: the drawing scrolls with the rows and is made again only when they are used up. */
const AHEAD_ROWS = 24

/**
 * The bars of the rows in sight. The canvas lies in the scrolled content, so that bars and rows can never drift apart,
 * however fast one scrolls.
 */
export function BarCanvas({
  scroller,
  scene,
}: {
  scroller: RefObject<HTMLDivElement | null>
  scene: Omit<BarScene, 'first' | 'height'>
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  const [block, setBlock] = useState({ first: 0, rows: 60 })

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const follow = () => {
      const shown = Math.ceil(element.clientHeight / ROW_HEIGHT) + 1
      const top = Math.floor(element.scrollTop / ROW_HEIGHT)
      setBlock((before) => {
        const rows = shown + 2 * AHEAD_ROWS
        const fits = top >= before.first && top + shown <= before.first + before.rows
        return fits && before.rows === rows ? before : { first: Math.max(0, top - AHEAD_ROWS), rows }
      })
    }
    follow()
    element.addEventListener('scroll', follow, { passive: true })
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', follow)
      observer.disconnect()
    }
  }, [scroller])

  // Shutting a subtree can leave the block behind the last row.
  const first = Math.min(block.first, Math.max(0, scene.visible.length - 1))
  const height = Math.min(block.rows, scene.visible.length - first) * ROW_HEIGHT

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || scene.width <= 0) return
    const ratio = window.devicePixelRatio
    const pixels = { width: Math.round(scene.width * ratio), height: Math.round(height * ratio) }
    if (element.width !== pixels.width) element.width = pixels.width
    if (element.height !== pixels.height) element.height = pixels.height
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintBars(context, { ...scene, first, height }, palette)
  }, [scene, first, height, palette])

  return (
    <canvas
      ref={canvas}
      className={styles.bars}
      style={{ top: first * ROW_HEIGHT, width: scene.width, height }}
      aria-hidden
    />
  )
}
