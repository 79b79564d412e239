import { REPORT_STYLE_SOURCE } from './report/html/style-source.ts'

/** The policy both hosts send. `nonce` (new at each start) is for libraries that insert style elements. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The preview of a report is a document of its own with the one style of every report.
    `style-src 'self' 'nonce-${nonce}' ${REPORT_STYLE_SOURCE}`,
    'frame-src blob:',
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** Sent with every answer of either host, refusals included. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
  }
}
