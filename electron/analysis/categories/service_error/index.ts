import type { Category } from '../../category.ts'
import { withoutCalls } from '../../evaluable.ts'
import { findingOf, matchFailures, resultOf } from '../../failure-rule.ts'

const RULE = {
  /** Not 529: that is a rate limit. */
  statuses: new Set([
    500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530,
  ]),
  hint: /E(?:CONN|PIPE|HOST|NET|NOT|AI)|UND_|connect|server|service|gateway|internal|incomplete|chunked|broken|model|socket|fetch|resolution|resolve|network|route/i,
  words: [
    /\b(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_SOCKET)\b/,
    /\b(?:RemoteDisconnected|ConnectionResetError|ConnectionRefusedError|ConnectionError|APIConnectionError|ConnectError|RemoteProtocolError|IncompleteRead|ChunkedEncodingError|BrokenPipeError|NewConnectionError)\b/,
    /\b(?:InternalServerError|ServiceUnavailable(?:Error|Exception)?|BadGateway(?:Error)?|ServerError|InternalFailure|ModelNotReadyException)\b/,
    /\b(?:internal server error|service (?:is )?(?:temporarily )?unavailable|bad gateway|upstream connect error|server had an error)\b/i,
    /\bconnection (?:was |is )?(?:reset|refused|aborted|closed|error|lost)\b|\bremote end closed connection\b|\bsocket hang up\b|\bfetch failed\b/i,
    /\b(?:name or service not known|temporary failure in name resolution|could not resolve host|network is unreachable|no route to host)\b/i,
  ],
  /** litellm reports an overloaded provider as InternalServerError: that is a rate limit. */
  except: [/\boverloaded(?:_error)?\b|\brate[ _-]?limit/i],
}

export const serviceError: Category = {
  id: 'service_error',
  name: 'Service failed',
  definition:
    'The service behind a model or tool answered with a server error (5xx), or the connection to it broke.',
  class: 'F',
  version: 1,
  evaluate(trace) {
    const lacking = withoutCalls(trace)
    if (lacking !== null) return lacking
    const matches = matchFailures(trace, RULE).filter(({ failure }) => !failure.handled)
    return resultOf(matches.map((match) => findingOf(match)))
  },
}
