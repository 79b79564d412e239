import type { Importer } from '../../importer.ts'
import { isJsonObject, listOf } from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readRecord } from '../../record-sink.ts'
import { readRecords } from '../../records.ts'
import { SourceMemory } from '../../translate.ts'
import { isRequest, readRequest } from './read-request.ts'
import { HELICONE_REASONS } from './schema.ts'
import { scoresOf } from './scores.ts'

/**
 * Helicone. How to get a file: `npx @helicone/export --include-body --format jsonl` (or json, csv);
 * `POST /v1/request/query-clickhouse` (`{data: [...]}`, bodies behind `signed_body_url`).
 *
 * Traps. A row is one request, there are no other spans: a session (property `Helicone-Session-Id`) is the trace, its paths
 * stay attributes. Bodies are the provider's own and missing without `--include-body`. Tokens of -1 are unknown. Names of
 * scores end in `-hcone-bool` where they are booleans.
 */
export const helicone = {
  id: 'helicone',
  title: 'Helicone requests',
  detect(probe) {
    const { head, tail, start } = probeText(probe)
    if (start.startsWith('{') || start.startsWith('[')) return ofJson(head) || ofJson(tail) * 0.7
    return isTable(head.slice(0, HEADER_CHARACTERS).split('\n', 1)[0] ?? '') ? 0.93 : 0
  },
  async read(source, sink) {
    const memory = new SourceMemory()
    await readRecords(source, sink, {
      plan: { members: new Map([['data', {}]]) },
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) => {
          const rows = rowsOf(value)
          for (const row of rows) {
            const span = isRequest(row) ? readRequest(row, memory, conversion) : HELICONE_REASONS.other
            if (typeof span === 'string' || !isRequest(row)) {
              out.reject(typeof span === 'string' ? span : HELICONE_REASONS.other)
              continue
            }
            out.span(span)
            for (const score of scoresOf(row, span)) out.score(score)
          }
          return rows.length > 0
        })
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(HELICONE_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

/** A request, a list of them, or a page of the API. */
function rowsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  if (!isJsonObject(value)) return []
  return value.request_created_at === undefined ? listOf(value.data) : [value]
}

const HEADER_CHARACTERS = 4096

function ofJson(text: string): number {
  const isMade = /"request_created_at"\s*:/.test(text)
  return isMade && /"(request_id|response_id|response_status|request_properties|delay_ms)"\s*:/.test(text)
    ? 0.94
    : 0
}

function isTable(header: string): boolean {
  return header.includes('request_created_at') && /response_status|request_properties|request_id/.test(header)
}
