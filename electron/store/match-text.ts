import type { TextPattern } from '../../shared/filter/filter-node.ts'
import { wholeRegex } from './filter-functions.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** The whole text of a column against a pattern; case counts. */
export function matchText(column: string, pattern: TextPattern): SqlPart {
  switch (pattern.type) {
    case 'exact':
      return sqlPart(`${column} = ?`, pattern.text)
    case 'wildcard':
      return pattern.text === '*'
        ? sqlPart(`${column} IS NOT NULL`)
        : sqlPart(`${column} GLOB ?`, pattern.text.replaceAll(/[[?]/g, '[$&]'))
    case 'regex':
    default:
      return sqlPart(`text_matches(?, ?, ${column})`, pattern.source, pattern.flags)
  }
}

/** A part of the text of a column; case is ignored. */
export function containText(column: string, pattern: TextPattern): SqlPart {
  if (pattern.type === 'regex') return matchText(column, pattern)
  const like = sqlPart(String.raw`${column} LIKE ? ESCAPE '\'`, likePattern(pattern))
  const other = /[^\u0020-\u007e]/.test(pattern.text) ? containOther(column, pattern) : null
  return other ? sqlPart(`${like.sql} AND ${other.sql}`, ...like.values, ...other.values) : like
}

/** LIKE knows the case of ASCII only: any other letter that has one is left open here, and asked after. */
function likePattern(pattern: Exclude<TextPattern, { type: 'regex' }>): string {
  const escaped = pattern.text
    .replaceAll(/[\\%_]/g, String.raw`\$&`)
    .replaceAll(/[^\u0020-\u007e]/gu, (sign) => (sign.toLowerCase() === sign.toUpperCase() ? sign : '%'))
  return `%${pattern.type === 'wildcard' ? escaped.replaceAll('*', '%') : escaped}%`
}

function containOther(column: string, pattern: TextPattern): SqlPart {
  return pattern.type === 'exact'
    ? sqlPart(`text_contains(${column}, ?)`, pattern.text.toLowerCase())
    : sqlPart(`text_matches(?, ?, ${column})`, wholeRegex(pattern).source.slice(1, -1), 'is')
}

/** The words of a short list that a pattern matches. */
export function matchingWords(words: readonly string[], pattern: TextPattern): number[] {
  const { source, flags } = wholeRegex(pattern)
  const expression = new RegExp(source, flags)
  return words.flatMap((word, index) => (expression.test(word) ? [index] : []))
}
