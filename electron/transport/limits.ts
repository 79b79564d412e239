/** What one host takes from outside. Sizes in bytes, times in milliseconds. */
export interface TransportLimits {
  json: number
  headers: number
  sockets: number
  headersMs: number
  bodyMs: number
  idleMs: number
  heartbeatMs: number
}

/** No method needs more than the longest query text and its filter: 1 MB is far above both. */
export const JSON_LIMIT = 1_000_000

export const DEFAULT_LIMITS: TransportLimits = {
  json: JSON_LIMIT,
  headers: 16_384,
  // A browser opens six connections a host; this leaves room for ten of them.
  sockets: 64,
  headersMs: 10_000,
  bodyMs: 30_000,
  // Uploads may take as long as they move: over an SSH tunnel gigabytes take hours.
  idleMs: 60_000,
  // Shorter than the idle limits of common tunnels, so that a quiet event stream is not cut.
  heartbeatMs: 15_000,
}
