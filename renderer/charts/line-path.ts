export interface Point {
  x: number
  y: number | null
}

/** An SVG path through the points; a null breaks the line, a lone point becomes a short dash. */
export function linePath(points: readonly Point[]): string {
  let path = ''
  let open = false
  points.forEach((point, index) => {
    if (point.y === null) {
      open = false
      return
    }
    const lone = !open && (points[index + 1]?.y ?? null) === null
    path += `${open ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`
    if (lone) path += 'h1.5'
    open = true
  })
  return path
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
