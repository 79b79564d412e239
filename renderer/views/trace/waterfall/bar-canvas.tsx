import { useLayoutEffect, useRef } from 'react'
import { paintBars, ROW_HEIGHT } from './paint-bars.ts'
import type { BarScene } from './paint-bars.ts'
import { usePalette } from './use-palette.ts'
import styles from './waterfall.module.css'

/** Rows drawn beyond both edges, and the step in which the drawing follows: it scrolls with the rows in between. */
const AHEAD_ROWS = 24
const STEP_ROWS = 16

/**
 * The bars of the rows in sight. The canvas lies in the scrolled content, so that bars and rows can never drift apart,
 * however fast one scrolls. It asks the page for no sizes: that would lay out every new row twice.
 */
export function BarCanvas({
  top,
  shown,
  scene,
}: {
  /** First row in sight, and how many there is room for. */
  top: number
  shown: number
  scene: Omit<BarScene, 'first' | 'height'>
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  const wanted = Math.floor(Math.max(0, top - AHEAD_ROWS) / STEP_ROWS) * STEP_ROWS
  // Shutting a subtree can leave the block behind the last row.
  const first = Math.min(wanted, Math.max(0, scene.visible.length - 1))
  const rows = shown + 2 * AHEAD_ROWS + STEP_ROWS
  const height = Math.min(rows, scene.visible.length - first) * ROW_HEIGHT

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
