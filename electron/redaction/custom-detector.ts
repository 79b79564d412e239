import { type Context, createContext, Script } from 'node:vm'
import { AppError } from '../../shared/errors.ts'
import type { CustomRule } from '../../shared/model/redaction.ts'
import type { Hit } from './detector.ts'

/** A pattern that needs longer for one text backtracks without end, or nearly. */
const MOST_MS = 1000

const FIND = new Script(`
  Array.from(text.matchAll(new RegExp(pattern, 'gu')), (match) => [match.index, match.index + match[0].length])`)

/** Making one costs more than most texts take. */
let scope: Context | null = null

/**
 * Finds by a rule of a user. The pattern runs where it can be stopped.
 * AppError `rule_invalid` where it is no regular expression, takes too long, or matches nothing at all.
 */
export function findCustom(text: string, { name, pattern }: CustomRule): Hit[] {
  scope ??= createContext({ text: '', pattern: '' })
  Object.assign(scope, { text, pattern })
  let found: [number, number][]
  try {
    found = FIND.runInContext(scope, { timeout: MOST_MS }) as [number, number][]
  } catch (error) {
    throw new AppError('rule_invalid', { name, why: whyNot(error) }, { cause: error })
  }
  return found.filter(([start, end]) => end > start).map(([start, end]) => ({ rule: name, start, end }))
}

/** Fails as `findCustom` does, on a text that makes patterns backtrack. */
export function checkRule(rule: CustomRule): void {
  findCustom(`${'a'.repeat(40)}!${'1'.repeat(40)} ${'x@y.'.repeat(12)}${' '.repeat(40)}`, rule)
}

/** An error of another context is no Error of this one: it is read as it is. */
function whyNot(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    ? 'it runs for more than a second on one text'
    : String(message ?? error)
}
