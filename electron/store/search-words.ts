/** Fewer characters are in no index: every trace is read for them. */
export const INDEXED_FROM = 3

/** How the index writes a text: case does not count, accents do; characters SQLite cannot hold stand as spaces. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ').replaceAll('ſ', 's').replaceAll('\0', ' ').toWellFormed()
}

/** An FTS5 query for texts that hold all runs of three characters of the words; null where they are too short. */
export function indexQuery(words: string): string | null {
  const signs = Array.from(foldText(words))
  if (signs.length < INDEXED_FROM) return null
  const runs = new Set<string>()
  for (let at = 0; at + INDEXED_FROM <= signs.length; at += 1) runs.add(signs.slice(at, at + 3).join(''))
  return [...runs].map((run) => `"${run.replaceAll('"', '""')}"`).join(' AND ')
}

/** Finds words as they are, case ignored, at their place in the text as it came. */
export function wordsPattern(words: string): RegExp {
  return new RegExp(words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu')
}
