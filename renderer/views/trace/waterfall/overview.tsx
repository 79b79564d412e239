import { useLayoutEffect, useRef } from 'react'
import { formatPlural } from '../../../../shared/format.ts'
import type { SpanMarks } from '../tree/span-marks.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import { RIGHT_GUTTER } from './paint-bars.ts'
import { paintOverview } from './paint-overview.ts'
import type { TimeWindow } from './time-window.ts'
import { useDrag } from './use-drag.ts'
import { usePalette } from './use-palette.ts'
import styles from './ruler.module.css'

const HEIGHT = 20

/** The whole trace in a strip: where the shown time lies, where something failed or was found. Drag chooses a time. */
export function Overview({
  tree,
  marks,
  mistake,
  window: shown,
  width,
  onWindow,
}: {
  tree: SpanTree
  marks: SpanMarks
  /** Row of the likely first mistake, -1 for none. */
  mistake: number
  window: TimeWindow
  width: number
  onWindow: (window: TimeWindow) => void
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  const inner = Math.max(0, width - RIGHT_GUTTER)
  const scale = inner / tree.lengthNs
  const { drag, handlers } = useDrag(({ from, to }) =>
    onWindow({ from: Math.max(0, from / scale), to: Math.min(tree.lengthNs, to / scale) }),
  )
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || inner <= 0) return
    const ratio = window.devicePixelRatio
    element.width = Math.round(inner * ratio)
    element.height = HEIGHT * ratio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintOverview(context, { tree, marks, width: inner, height: HEIGHT }, palette)
  }, [tree, marks, inner, palette])
  return (
    <div
      className={styles.overview}
      style={{ width: inner }}
      role="img"
      aria-label={`The whole trace: ${formatPlural(marks.findingRows.length, 'span')} with findings, ${formatPlural(marks.errorRows.length, 'span')} with errors`}
      title="The whole trace. Marks: findings in full height, errors at the foot. Drag to show a part."
      {...handlers}
    >
      <canvas ref={canvas} style={{ width: inner, height: HEIGHT }} />
      <span
        className={styles.overviewWindow}
        style={{ left: shown.from * scale, width: Math.max(3, (shown.to - shown.from) * scale) }}
      />
      {mistake < 0 ? null : (
        <span
          className={styles.mistake}
          title="Likely first mistake"
          style={{ left: (tree.start[mistake] ?? 0) * scale }}
        />
      )}
      {drag === null ? null : (
        <span className={styles.drag} style={{ left: drag.from, width: drag.to - drag.from }} />
      )}
    </div>
  )
}
