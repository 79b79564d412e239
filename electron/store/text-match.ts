import type { TextMatch } from '../../shared/contract/search.ts'
import type { SpanTextAt } from './span-texts.ts'

/** Characters of a snippet before and behind the words. */
const AROUND = { before: 60, behind: 120 }

/** A match in a text of a span, with what stands around it. */
export function matchAt({ spanId, path, text }: SpanTextAt, match: RegExpExecArray): TextMatch {
  const at = match.index
  const { length } = match[0]
  const from = Math.max(0, at - AROUND.before)
  // A pair that is cut in two shows as a broken character.
  const snippet = text.slice(from, at + length + AROUND.behind).toWellFormed()
  return { spanId, path, at, length, snippet, snippetAt: at - from }
}
