/**
 * Sessions that would have fired in a segment at its rate before the shift. Once a shift is accepted, what is in force
 * expects the shift itself: then the rate of the days before it is taken. Null where nothing is known of them.
 */
export function expectedOf(
  row: { n: number; baselineN: number; baselineK: number; expected: number | null },
  isAccepted: boolean,
): number | null {
  if (!isAccepted) return row.expected
  return row.baselineN > 0 ? (row.baselineK / row.baselineN) * row.n : null
}
