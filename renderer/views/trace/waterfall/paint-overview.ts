import { worstClass } from '../tree/span-marks.ts'
import type { SpanMarks } from '../tree/span-marks.ts'
import type { SpanTree } from '../tree/span-tree.ts'
import type { Palette } from './paint-bars.ts'

/** Of more spans the strip, some 20 lines high, shows an even choice; marks are all drawn. */
const MOST_BARS = 20_000
/** Of more findings than this each mark is a pixel: the strip would be one colour. */
const MANY = 60
const WORST_FIRST = ['F', 'S', 'G'] as const

/** Draws the whole trace into a strip: every span a line where it runs, findings and errors over it in full height. */
export function paintOverview(
  context: CanvasRenderingContext2D,
  { tree, marks, width, height }: { tree: SpanTree; marks: SpanMarks; width: number; height: number },
  palette: Palette,
): void {
  context.clearRect(0, 0, width, height)
  const count = tree.spans.length
  const scale = width / tree.lengthNs
  const thickness = Math.min(4, Math.max(1, Math.floor((height - 4) / Math.max(1, count)) - 1))
  const step = Math.max(1, Math.ceil(count / MOST_BARS))
  context.globalAlpha = 0.55
  for (let row = 0; row < count; row += step) {
    const span = tree.spans[row]
    if (span === undefined) continue
    context.fillStyle = palette.kinds.get(span.kind) ?? palette.grid
    const y = 2 + Math.floor((row / count) * (height - 4))
    context.fillRect(
      (tree.start[row] ?? 0) * scale,
      y,
      Math.max(0.6, (tree.duration[row] ?? 0) * scale),
      thickness,
    )
  }
  context.globalAlpha = 1
  const xOf = (row: number) =>
    Math.min(width - 2, Math.floor(((tree.start[row] ?? 0) + (tree.duration[row] ?? 0)) * scale))
  context.fillStyle = palette.bad
  for (const row of marks.errorRows) context.fillRect(xOf(row), height - 4, 2, 4)
  // The worst is drawn last: it stays on top where many share a pixel.
  for (const wanted of WORST_FIRST.toReversed()) {
    context.fillStyle = palette.classes[wanted]
    for (const row of marks.findingRows) {
      if (worstClass(marks.findings.get(row) ?? []) === wanted)
        context.fillRect(xOf(row), 0, marks.findingRows.length > MANY ? 1 : 2, height)
    }
  }
}
