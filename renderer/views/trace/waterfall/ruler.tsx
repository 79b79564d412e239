import { useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import type { SpanMarks } from '../tree/span-marks.ts'
import { worstClass } from '../tree/span-marks.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import { RIGHT_GUTTER, timeToX, xToTime } from './paint-bars.ts'
import type { Tick } from './ticks.ts'
import { isWhole, wholeTrace } from './time-window.ts'
import type { TimeWindow } from './time-window.ts'
import styles from './waterfall.module.css'

/** Marks on the overview; more would only paint it full. */
const MOST_MARKS = 300
/** Pixels a drag must cover to count as a choice of time. */
const LEAST_DRAG = 5

/** The time scale: round times, the whole trace as a thin strip with its findings and errors, drag to zoom. */
export function Ruler({
  tree,
  marks,
  window,
  ticks,
  width,
  onWindow,
}: {
  tree: SpanTree
  marks: SpanMarks
  window: TimeWindow
  ticks: readonly Tick[]
  width: number
  onWindow: (window: TimeWindow) => void
}) {
  const area = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const whole = isWhole(window, tree.lengthNs)
  const xOf = (event: React.PointerEvent) => event.clientX - (area.current?.getBoundingClientRect().left ?? 0)
  return (
    <div className={styles.ruler}>
      <div className={styles.rulerName}>
        Spans
        {whole ? null : (
          <Button
            variant="quiet"
            className={styles.reset}
            onClick={() => onWindow(wholeTrace(tree.lengthNs))}
          >
            Whole trace
          </Button>
        )}
      </div>
      <div
        ref={area}
        className={styles.scale}
        title="Drag to zoom; double-click shows the whole trace"
        onDoubleClick={() => onWindow(wholeTrace(tree.lengthNs))}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ from: xOf(event), to: xOf(event) })
        }}
        onPointerMove={(event) => {
          if (drag !== null) setDrag({ ...drag, to: xOf(event) })
        }}
        onPointerUp={() => {
          if (drag !== null && Math.abs(drag.to - drag.from) >= LEAST_DRAG) {
            const times = [drag.from, drag.to].map((x) => xToTime(x, window, width)).toSorted((a, b) => a - b)
            onWindow({
              from: Math.max(0, times[0] ?? 0),
              to: Math.min(tree.lengthNs, times[1] ?? tree.lengthNs),
            })
          }
          setDrag(null)
        }}
        onPointerCancel={() => setDrag(null)}
      >
        {ticks.map((tick) => {
          const x = timeToX(tick.at, window, width)
          // The last label would run over the edge: it is set to the left of its time.
          const isLast = x > width - 44
          return (
            <span key={tick.at} className={isLast ? styles.tickLast : styles.tick} style={{ left: x }}>
              {tick.label}
            </span>
          )
        })}
        {drag === null ? null : (
          <span
            className={styles.drag}
            style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
          />
        )}
        <Overview tree={tree} marks={marks} window={window} width={width} />
      </div>
    </div>
  )
}

/** The whole trace in four pixels: where the window lies, where something was found. */
function Overview({
  tree,
  marks,
  window,
  width,
}: {
  tree: SpanTree
  marks: SpanMarks
  window: TimeWindow
  width: number
}) {
  const inner = Math.max(0, width - RIGHT_GUTTER)
  const scale = inner / tree.lengthNs
  const rows = marks.findingRows.slice(0, MOST_MARKS)
  return (
    <span className={styles.overview} style={{ width: inner }} aria-hidden>
      <span
        className={styles.overviewWindow}
        style={{ left: window.from * scale, width: Math.max(3, (window.to - window.from) * scale) }}
      />
      {rows.map((row) => (
        <span
          key={row}
          className={styles.overviewMark}
          data-class={worstClass(marks.findings.get(row) ?? []) ?? undefined}
          style={{ left: ((tree.start[row] ?? 0) + (tree.duration[row] ?? 0)) * scale }}
        />
      ))}
    </span>
  )
}
