import type { TextMatch } from '../../../../shared/contract/search.ts'
import type { TextMark } from './mark-text.ts'

/** Names a match of the search in the trace, so that a jump can find its mark. */
export function matchKey({ spanId, path, at }: Pick<TextMatch, 'spanId' | 'path' | 'at'>): string {
  return `match ${spanId} ${path} ${at}`
}

/** The matches that stand in one text. */
export function matchMarks(
  matches: readonly TextMatch[],
  place: { spanId: string; path: string },
): TextMark[] {
  return matches
    .filter(({ spanId, path }) => spanId === place.spanId && path === place.path)
    .map((match) => ({
      start: match.at,
      end: match.at + match.length,
      class: 'M',
      key: matchKey(match),
      category: '',
    }))
}
