import type { Category } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import type { Failure } from '../../failures.ts'
import { requesterOf } from '../../requester.ts'

const RULE = {
  statuses: new Set([404, 410]),
  hint: /found|exist|ENOENT|no ?such/i,
  words: [
    /\b(?:FileNotFound(?:Error|Exception)?|NotFoundError|NotFoundException|NoSuchKey|NoSuchBucket|NoSuchFileException|ResourceNotFound\w{0,20}|DoesNotExist|ENOENT|NOT_FOUND)\b/,
    /\bno such file or directory\b|\bno such (?:file|key|bucket|object|resource|table|column|entity|user|page)\b/i,
    /\bno (?:results?|records?|documents?|matching \w{1,30}) (?:were |was )?found\b/i,
    /\b(?:file|page|path|directory|folder|url|document|resource|record|object|item|entity|user|customer|account|order|product|reservation|booking|flight|ticket|message|repository|repo|branch|issue|table|row|key|id|email|contact|city|location|station|patient)\b[^\n.;]{0,80}\b(?:was |were |is |could )?not (?:be )?found\b/i,
    /\b(?:file|page|path|directory|folder|url|resource|record|object|user|order|account|table|repository|branch)\b[^\n.;]{0,80}\bdoes not exist\b/i,
    /^[^\n]{0,60}\bnot found\s{0,2}[.!:]?\s*$/im,
  ],
  /** A name in code, a text in a file, a tool or program that is not there: other mistakes than a missing resource. */
  except: [
    /\bspawn [\w./-]{1,80} ENOENT\b|\bNo module named\b/,
    /\b(?:pattern|regex|module|command|attribute|string to replace|old_str|function|tool|method|package|class|symbol|substring|text)\b[^\n]{0,120}\b(?:not (?:be )?found|does not exist)\b/i,
  ],
}

/** To ask whether something exists is legitimate, and "no" an answer. */
const PROBE = /(?:^|[_.\-\s])(?:exists?|has|probe|stat|head|check|glob|which|test|ls)(?:$|[_.\-\s])/i
/** A search that finds nothing is an empty result (see tool_empty), also where the tool raises an error to say so. */
const SEARCH = /(?:^|[_.\-\s])(?:find|locate|lookup|search|query|retrieve|retriever|grep)(?:$|[_.\-\s])/i
/** What a search says of its own index or service, and not of what was asked. */
const OF_SYSTEM = /\bENOENT\b|\bFileNotFound(?:Error|Exception)?\b|\bno such file or directory\b|\b404\b/i

export const notFound: Category = {
  id: 'not_found',
  name: 'Resource not found',
  definition: 'A file, page or record that a call named does not exist, and the call failed for it.',
  class: 'F',
  version: 2,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const matches = matchFailures(trace, RULE).filter(({ failure }) => !failure.handled && !isProbe(failure))
    return resultOf(
      matches.map((match) => findingOf(match, requesterOf(trace, match.failure.call ?? match.failure.span))),
    )
  },
}

function isProbe({ call, declared, fields, status }: Failure): boolean {
  const tool = (call?.toolName ?? call?.name ?? '').slice(0, 200).replace(/([a-z\d])([A-Z])/g, '$1_$2')
  if (PROBE.test(tool)) return true
  if (!SEARCH.test(tool)) return false
  return !declared || (status?.code !== 404 && !fields.some(({ text }) => OF_SYSTEM.test(text)))
}
