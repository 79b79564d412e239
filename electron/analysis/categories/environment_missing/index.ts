import type { Category } from '../../category.ts'
import { withoutTools } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import { isModelCall } from '../../span-tree.ts'
import { requesterOf } from '../../requester.ts'

/** What is missing where code or a command runs. A page or a record that is not there is `not_found`. */
const RULE = {
  statuses: new Set<number>(),
  hint: /sh: |spawn|eacces|eperm|forbidden|permitted|module|import|command|package|permission|installed|program|librar|driver|executable|browser/i,
  words: [
    /\bModuleNotFoundError\b[^\n]{0,160}|\bNo module named ["']?[\w.]{1,100}/,
    /\bImportError: [^\n]{0,160}|\bImport (?:of|from) [\w., ]{1,100} is not allowed\b[^\n]{0,80}/i,
    /\bCannot find (?:module|package) ["'][^"'\n]{1,120}["']/,
    /\b[\w./-]{1,60}: command not found\b|\b(?:ba|z|da|k)?sh: (?:line )?\d{1,5}: [\w./-]{1,60}: not found\b|\bcommand not found: [\w./-]{1,60}|\bis not recognized as an internal or external command\b/,
    /\bspawn [\w./-]{1,80} (?:ENOENT|EACCES)\b/,
    /\b(?:PermissionError|EACCES|EPERM|Permission denied)\b(?![^\n]{0,40}\bHTTP\b)[^\n]{0,120}/,
    /\b(?:is|are) not installed\b|\bplease (?:pip |npm )?install\b|\bpip install [\w[\]-]{2,60} to use\b/i,
    /\b(?:shared librar(?:y|ies)|executable|interpreter|browser|driver) [^\n]{0,60}(?:not found|doesn't exist|cannot open|missing)\b/i,
    /\bForbidden (?:function evaluation|access to (?:module|function))\b[^\n]{0,100}|\bIt is not permitted to evaluate other functions\b[^\n]{0,80}/,
  ],
}

export const environmentMissing: Category = {
  id: 'environment_missing',
  name: 'Environment lacks something',
  definition: 'Code or a command could not run for want of a module, a program or a permission where it ran.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const found = matchFailures(trace, RULE)
      .filter(({ failure }) => failure.call === null || !isModelCall(failure.call))
      .map((match) => findingOf(match, requesterOf(trace, match.failure.call ?? match.failure.span)))
    if (found.length > 0) return resultOf(found)
    return withoutTools(trace) ?? { verdict: 'not_fired' }
  },
}
