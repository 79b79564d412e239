import { Button } from '../../../ui/button.tsx'
import type { SpanMarks } from '../tree/span-marks.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import { Overview } from './overview.tsx'
import { timeToX, xToTime } from './paint-bars.ts'
import { SpanFinder } from './span-finder.tsx'
import type { Tick } from './ticks.ts'
import { isWhole, wholeTrace } from './time-window.ts'
import type { TimeWindow } from './time-window.ts'
import { useDrag } from './use-drag.ts'
import styles from './ruler.module.css'

/** The head of the waterfall: a search over the spans, the time scale (drag to zoom), and the whole trace as a strip. */
export function Ruler({
  tree,
  marks,
  mistake,
  window,
  ticks,
  width,
  showsPath,
  wanted,
  matches,
  onWindow,
  onShowsPath,
  onWanted,
}: {
  tree: SpanTree
  marks: SpanMarks
  mistake: number
  window: TimeWindow
  ticks: readonly Tick[]
  width: number
  /** Null where no path can be told: the source carries no clock. */
  showsPath: boolean | null
  wanted: string
  matches: Int32Array
  onWindow: (window: TimeWindow) => void
  onShowsPath: (shows: boolean) => void
  onWanted: (wanted: string) => void
}) {
  const { drag, handlers } = useDrag(({ from, to }) =>
    onWindow({
      from: Math.max(0, xToTime(from, window, width)),
      to: Math.min(tree.lengthNs, xToTime(to, window, width)),
    }),
  )
  const whole = isWhole(window, tree.lengthNs)
  return (
    <div className={styles.ruler}>
      <div className={styles.left}>
        <SpanFinder wanted={wanted} matches={matches} onWanted={onWanted} />
        <div className={styles.controls}>
          {showsPath === null ? (
            <span title="The source carries no clock: bars show the order, not the time">
              order, no clock
            </span>
          ) : (
            <label title="The spans that decided how long the trace took: shortening others shortens nothing">
              <input
                type="checkbox"
                checked={showsPath}
                onChange={(event) => onShowsPath(event.target.checked)}
              />
              Critical path
            </label>
          )}
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
      </div>
      <div className={styles.right}>
        <div
          className={styles.scale}
          title="Drag to zoom; double-click shows the whole trace"
          onDoubleClick={() => onWindow(wholeTrace(tree.lengthNs))}
          {...handlers}
        >
          {ticks.map((tick) => {
            const x = timeToX(tick.at, window, width)
            // The last label would run over the edge: it is set to the left of its time.
            return (
              <span
                key={tick.at}
                className={x > width - 58 ? styles.tickLast : styles.tick}
                style={{ left: x }}
              >
                {showsPath === null ? '' : tick.label}
              </span>
            )
          })}
          {drag === null ? null : (
            <span className={styles.drag} style={{ left: drag.from, width: drag.to - drag.from }} />
          )}
        </div>
        <Overview
          tree={tree}
          marks={marks}
          mistake={mistake}
          window={window}
          width={width}
          onWindow={onWindow}
        />
      </div>
    </div>
  )
}
