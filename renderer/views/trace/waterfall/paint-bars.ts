import type { SpanKind } from '../../../../shared/model/span.ts'
import type { CriticalStretch } from '../tree/critical-path.ts'
import { isLeaf } from '../tree/span-tree.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import { hiddenBelow, worstClass } from '../tree/span-marks.ts'
import type { SpanMarks } from '../tree/span-marks.ts'
import type { Tick } from './ticks.ts'
import type { TimeWindow } from './time-window.ts'

export const ROW_HEIGHT = 26
const BAR_TOP = 8
const BAR_HEIGHT = 10
/** A bar is never thinner: a span that took no time must still be seen. */
const LEAST_WIDTH = 2
/** Space at the right, so that the mark at the end of the longest bar is whole. */
export const RIGHT_GUTTER = 14

export interface Palette {
  readonly kinds: ReadonlyMap<SpanKind, string>
  readonly grid: string
  readonly bad: string
  readonly ink: string
  readonly classes: { readonly F: string; readonly S: string; readonly G: string }
}

export interface BarScene {
  readonly tree: SpanTree
  readonly marks: SpanMarks
  readonly visible: Int32Array
  readonly collapsed: ReadonlySet<number>
  /** Stretches that decided how long the trace took; null where they are not shown. */
  readonly path: ReadonlyMap<number, readonly CriticalStretch[]> | null
  readonly window: TimeWindow
  readonly ticks: readonly Tick[]
  /** CSS pixels of the drawing. */
  readonly width: number
  readonly height: number
  /** First visible row of the drawing; it stands at the top edge. */
  readonly first: number
}

/** Horizontal place of a time, in pixels from the left edge of the bars. */
export function timeToX(at: number, window: TimeWindow, width: number): number {
  return ((at - window.from) / (window.to - window.from)) * (width - RIGHT_GUTTER)
}

/** The time under a pixel. */
export function xToTime(x: number, window: TimeWindow, width: number): number {
  return window.from + (x / Math.max(1, width - RIGHT_GUTTER)) * (window.to - window.from)
}

/** Draws the bars of the rows from `first` down to the lower edge, with errors and findings marked at their ends. */
export function paintBars(context: CanvasRenderingContext2D, scene: BarScene, palette: Palette): void {
  const { tree, marks, visible, collapsed, window, width, height, first } = scene
  context.clearRect(0, 0, width, height)
  context.fillStyle = palette.grid
  for (const tick of scene.ticks) context.fillRect(Math.round(timeToX(tick.at, window, width)), 0, 1, height)

  const last = Math.min(visible.length, first + Math.ceil(height / ROW_HEIGHT))
  for (let at = first; at < last; at++) {
    const row = visible[at] ?? 0
    const span = tree.spans[row]
    if (span === undefined) continue
    const top = (at - first) * ROW_HEIGHT
    const start = tree.start[row] ?? 0
    const end = start + (tree.duration[row] ?? 0)
    const left = timeToX(start, window, width)
    const right = timeToX(end, window, width)
    if (right < -4 || left > width) {
      paintBeyond(context, palette, top, right < 0 ? 0 : width - RIGHT_GUTTER)
      continue
    }
    const from = Math.max(left, -6)
    const to = Math.min(Math.max(right, left + LEAST_WIDTH), width + 6)
    context.globalAlpha = 0.85
    context.fillStyle = palette.kinds.get(span.kind) ?? palette.grid
    context.beginPath()
    context.roundRect(from, top + BAR_TOP, to - from, BAR_HEIGHT, Math.min(3, (to - from) / 2))
    context.fill()
    context.globalAlpha = 1
    paintPath(context, scene, palette, row, top)

    if (span.status === 'error') paintError(context, palette, to, top)
    const own = marks.findings.get(row)
    const worst = own === undefined ? null : worstClass(own)
    if (worst !== null) {
      context.fillStyle = palette.classes[worst]
      context.fillRect(Math.min(Math.round(to), width - 2), top + 4, 2, ROW_HEIGHT - 8)
    }
    if (collapsed.has(row) && !isLeaf(tree, row)) paintHidden(context, scene, palette, row, top)
  }
}

/** A line below the bar for the time in which the trace waited for this very span. */
function paintPath(
  context: CanvasRenderingContext2D,
  { path, window, width }: BarScene,
  palette: Palette,
  row: number,
  top: number,
): void {
  context.fillStyle = palette.ink
  for (const { from, to } of path?.get(row) ?? []) {
    const left = Math.max(-2, timeToX(from, window, width))
    const right = Math.min(width + 2, timeToX(to, window, width))
    if (right > left) context.fillRect(left, top + BAR_TOP + BAR_HEIGHT + 2, Math.max(1, right - left), 2)
  }
}

/** An arrow head at the edge: the bar lies outside of what is shown. */
function paintBeyond(context: CanvasRenderingContext2D, palette: Palette, top: number, x: number): void {
  const middle = top + ROW_HEIGHT / 2
  const tip = x === 0 ? 1 : x + 8
  const back = x === 0 ? 6 : x + 3
  context.strokeStyle = palette.classes.G
  context.globalAlpha = 0.7
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(back, middle - 3)
  context.lineTo(tip, middle)
  context.lineTo(back, middle + 3)
  context.stroke()
  context.globalAlpha = 1
}

/** A notch at the end of the bar: this span declared an error. */
function paintError(context: CanvasRenderingContext2D, palette: Palette, x: number, top: number): void {
  const middle = top + BAR_TOP + BAR_HEIGHT / 2
  context.fillStyle = palette.bad
  context.beginPath()
  context.moveTo(x + 1, middle - 5)
  context.lineTo(x + 8, middle)
  context.lineTo(x + 1, middle + 5)
  context.closePath()
  context.fill()
}

/** What a shut row hides: a tick for each finding below it, where its span ends. At most so many are drawn. */
const MOST_HIDDEN_TICKS = 400
function paintHidden(
  context: CanvasRenderingContext2D,
  { tree, marks, window, width }: BarScene,
  palette: Palette,
  row: number,
  top: number,
): void {
  if (hiddenBelow(tree, marks, row).findings === 0) return
  const end = tree.end[row] ?? row + 1
  let drawn = 0
  for (const inner of marks.findingRows) {
    if (inner <= row) continue
    if (inner >= end || drawn++ > MOST_HIDDEN_TICKS) break
    const worst = worstClass(marks.findings.get(inner) ?? [])
    if (worst === null) continue
    context.fillStyle = palette.classes[worst]
    const x = timeToX((tree.start[inner] ?? 0) + (tree.duration[inner] ?? 0), window, width)
    context.fillRect(Math.round(x), top + BAR_TOP - 2, 1.5, BAR_HEIGHT + 4)
  }
}
