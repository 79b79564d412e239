/** Every error a person can meet, with the sentence they read. `{name}` is filled from the details. */
export const ERROR_TEXTS = {
  bad_request: 'The request is not understood: {why}',
  unknown_method: 'There is no method {method}.',
  unauthorized: 'This page has no access to the workspace. Open the address printed in the terminal.',
  not_found: '{what} was not found.',
  workspace_newer:
    'This workspace was written by a newer Tidemark (schema {found}; this one knows {known}). Update Tidemark to open it; nothing was changed.',
  not_a_workspace:
    '{path} is not a Tidemark workspace. Import it with "tidemark import" if it is a trace export.',
  workspace_damaged: 'The workspace {path} is damaged ({why}). The file was left as it is.',
  workspace_busy: 'Another Tidemark process is writing to {path}. Wait until it has finished, or stop it.',
  workspace_unwritable: 'The workspace {path} cannot be written: {why}',
  workspace_excerpt:
    '{path} is an excerpt: {traces} of the {of} traces of another workspace, with the rates of them all. Import it into a workspace of your own to go on with the data; notes and decisions can be kept in it.',
  disk_full: 'The disk is full. Nothing was changed; free some space and start again.',
  file_unreadable: '{path} cannot be read: {why}',
  file_unwritable: '{path} cannot be written: {why}',
  file_empty: '{path} is empty.',
  format_unknown:
    '{path} is in no format Tidemark knows. Tried: {tried}. If it is one of these, name it with --format; else export the traces as OTLP JSON.',
  nothing_to_import: 'No trace export was found in {path}.',
  port_unavailable: 'Port {port} cannot be used: {why}. Leave --port out to take a free one.',
  cancelled: 'Cancelled; nothing was changed.',
  search_slow:
    'Too many traces could hold this text to read them all at once. Ask again to go on where this ended, or narrow the list by dates or another term.',
  query_refused: 'This query is not allowed: {why}',
  query_failed: 'The query failed: {why}',
  query_timeout: 'The query was stopped after {seconds} s. Narrow it down or add a LIMIT.',
  rulers_mixed:
    'Scores of {score} were made with {count} rulers, and scores of different rulers are never put together: {rulers}. Choose one of them.',
  rule_invalid: 'The redaction rule {name} cannot be used: {why}',
  filter_invalid: 'The filter is not understood at character {at}: {why}',
  pdf_unavailable:
    'A PDF is printed by a Chromium browser, and {why}. Install Chromium or Chrome, or name it with CHROMIUM_PATH; or export HTML and print that.',
  usage: '{why}',
  unreachable: 'Tidemark does not answer. It may have been stopped in the terminal; start it again.',
  internal: 'Something went wrong inside Tidemark. The log has the details.',
} as const

export type ErrorCode = keyof typeof ERROR_TEXTS

export type ErrorDetails = Record<string, string | number | string[]>

/** The one error class that crosses layers: a code, and the details its sentence needs. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(errorText(code, details), options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** The sentence for a code, with its details filled in. */
export function errorText(code: ErrorCode, details: ErrorDetails): string {
  return ERROR_TEXTS[code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name]
    if (value === undefined) return whole
    return Array.isArray(value) ? value.join(', ') : String(value)
  })
}
