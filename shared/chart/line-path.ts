export interface Point {
  x: number
  y: number | null
}

/** An SVG path through the points; a null breaks the line. A point alone between two gaps is no line: see `lonePoints`. */
export function linePath(points: readonly Point[]): string {
  let path = ''
  let open = false
  for (const { x, y } of points) {
    if (y !== null) path += `${open ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    open = y !== null
  }
  return path
}

/** The points with no neighbour to draw a line to: they need a dot to be seen. */
export function lonePoints(points: readonly Point[]): { x: number; y: number }[] {
  const known = (index: number) => (points[index]?.y ?? null) !== null
  return points.flatMap(({ x, y }, index) =>
    y === null || known(index - 1) || known(index + 1) ? [] : [{ x, y }],
  )
}

/** A closed area between two lines of the same length; parts where either is missing are left out. */
export function areaPath(points: readonly { x: number; low: number | null; high: number | null }[]): string {
  let path = ''
  let run: { x: number; low: number; high: number }[] = []
  const close = () => {
    if (run.length > 1) {
      const there = run.map((point) => `${point.x.toFixed(1)} ${point.high.toFixed(1)}`).join('L')
      const back = run
        .toReversed()
        .map((point) => `${point.x.toFixed(1)} ${point.low.toFixed(1)}`)
        .join('L')
      path += `M${there}L${back}Z`
    }
    run = []
  }
  for (const { x, low, high } of points) {
    if (low === null || high === null) close()
    else run.push({ x, low, high })
  }
  close()
  return path
}
