import { filterError } from './filter-error.ts'
import type { TextPattern } from './filter-node.ts'

/** Regexes longer than this are refused: nobody types them. */
const REGEX_LENGTH = 300

/** A value as written: in quotes, between slashes, or bare. */
export interface RawValue {
  form: 'quoted' | 'regex' | 'bare'
  text: string
  flags: string
  at: number
  end: number
}

/** How the value is to be compared. Quotes take the meaning from `*`. */
export function patternOf(value: RawValue): TextPattern {
  if (value.form === 'regex') return { type: 'regex', source: checkedRegex(value), flags: value.flags }
  if (value.form === 'bare' && value.text.includes('*')) return { type: 'wildcard', text: value.text }
  return { type: 'exact', text: value.text }
}

function checkedRegex(value: RawValue): string {
  if (/[^imsu]/.test(value.flags))
    throw filterError(value.end - 1, 'after a regex only the flags i, m, s and u are known.')
  if (value.text.length > REGEX_LENGTH)
    throw filterError(value.at, `a regex may have at most ${REGEX_LENGTH} characters.`)
  try {
    RegExp(value.text, value.flags)
  } catch (error) {
    throw filterError(
      value.at,
      `the regex is broken: ${error instanceof Error ? error.message : 'unreadable'}.`,
    )
  }
  if (canExplode(value.text)) {
    throw filterError(
      value.at,
      'a repeated group must not hold a repetition or a choice itself: such a regex can run for hours.',
    )
  }
  return value.text
}

/** Whether a repeated group repeats or chooses inside, e.g. `(a+)+` or `(a|aa)*`: the shapes that backtrack exponentially. */
function canExplode(source: string): boolean {
  const bare = source.replace(/\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x')
  const open: boolean[] = []
  for (let index = 0; index < bare.length; index += 1) {
    const sign = bare[index]
    const deepest = open.length - 1
    if (sign === '(') open.push(false)
    else if (sign === ')') {
      const inner = open.pop() ?? false
      if (inner && /^(?:[*+]|\{\d+,\d*\})/.test(bare.slice(index + 1))) return true
      if (inner && deepest > 0) open[deepest - 1] = true
    } else if (deepest >= 0 && (sign === '|' || /^(?:[*+]|\{\d+,\d*\})/.test(bare.slice(index))))
      open[deepest] = true
  }
  return false
}
