import { attributeText } from '../../../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../../../shared/model/recorded-trace.ts'
import type { Category } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'
import type { Failure } from '../../failures.ts'
import { isToolCall } from '../../span-tree.ts'

const RULE = {
  statuses: new Set([401, 403]),
  hint: /auth|permission|access|token|key|credential|login|forbidden|denied/i,
  words: [
    /\b(?:AuthenticationError|AuthError|PermissionDenied(?:Error)?|AccessDenied(?:Exception|Error)?|UnauthorizedError|Unauthenticated|ForbiddenError|NotAuthorized\w{0,20})\b/,
    /\b(?:PERMISSION_DENIED|UNAUTHENTICATED|authentication_error|permission_error|invalid_api_key)\b/,
    /\b(?:permission|access|authorization) (?:was |is )?denied\b/i,
    /\b(?:invalid|incorrect|missing|expired|wrong) (?:api[ _-]?key|access token|auth(?:entication|orization)? token|token|credentials?|x-api-key)\b/i,
    /\b(?:unauthori[sz]ed|not authori[sz]ed|unauthenticated|authentication failed|login required|forbidden)\b/i,
  ],
  /** A file of the machine the agent runs on (see environment_missing). */
  except: [/\[Errno 13\]|\bEACCES\b|\bEPERM\b|\bPermissionError\b|\bPermission denied: ['"/]/],
}

export const authError: Category = {
  id: 'auth_error',
  name: 'Not authorised',
  definition:
    'A model or tool refused a call for want of permission; a site that refuses to be read is kept apart by its host.',
  class: 'F',
  version: 2,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const matches = matchFailures(trace, RULE).filter(({ failure }) => !failure.handled)
    const findings = matches.map((match) => {
      const finding = findingOf(match)
      const host = siteOf(match.failure)
      if (host === null) return finding
      // The agent chose the address: the site refuses it, no key of the agent's is wrong.
      finding.class = 'S'
      finding.group = (finding.group ?? []).concat(host)
      finding.signature = 'the site refuses access'
      return finding
    })
    return resultOf(findings)
  },
}

const URL_HOST = /\bhttps?:\/\/(?:[^\s"'/@]{1,200}@)?([a-z\d.-]{1,200})/i
const SCANNED = 4096
const OWN = /(?:^|\.)(?:localhost|local|internal|lan|corp|intranet)$|^(?:127|10|192\.168)\./

/** The host of a page that the tool was told to read, null where the call went to a service of the agent's own. */
function siteOf({ call, status }: Failure): string | null {
  if (call === null || !isToolCall(call)) return null
  const input = call.inputText()?.slice(0, SCANNED)
  const host = input === undefined ? undefined : URL_HOST.exec(input)?.[1]?.toLowerCase()
  if (host === undefined || OWN.test(host)) return null
  const peer = status === null ? null : peerOf(status.span)
  return peer === null || peer === host ? host : null
}

function peerOf(span: RecordedSpan): string | null {
  for (const key of ['server.address', 'net.peer.name', 'http.host']) {
    const text = attributeText(span.attribute(key))
    if (text !== null) return text.toLowerCase()
  }
  return null
}
