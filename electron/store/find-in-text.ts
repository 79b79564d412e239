/** Places that are sent; the rest is counted. */
const MOST_PLACES = 10_000

/** Where a text holds another, whatever its case; places count in the text as it is. */
export function findInText(text: string, wanted: string): { count: number; at: number[] } {
  // Lower case can be longer (İ): then the case counts, since places must hold.
  const lower = text.toLowerCase()
  const isSame = lower.length === text.length
  const [hay, needle] = isSame ? [lower, wanted.toLowerCase()] : [text, wanted]
  const at: number[] = []
  let count = 0
  for (let place = hay.indexOf(needle); place !== -1; place = hay.indexOf(needle, place + needle.length)) {
    count++
    if (at.length < MOST_PLACES) at.push(place)
  }
  return { count, at }
}
