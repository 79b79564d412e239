import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { sourceStem } from '../../source-name.ts'
import { RolloutReading } from './reading.ts'

/**
 * Codex CLI: `~/.codex/sessions/YYYY/MM/DD/rollout-<time>-<id>.jsonl` (`CODEX_HOME`), a session a file. Since September
 * 2025 lines are `{timestamp, type, payload}`; before, items stood alone, without times. Messages stand twice
 * (`response_item` and `event_msg`), usage is repeated with every report of limits. `codex exec --json > run.jsonl` is a
 * third shape (`thread.started`, `item.completed`, `turn.completed`).
 */
export const codex = {
  id: 'codex',
  title: 'Codex CLI sessions',
  detect(probe) {
    const { head, start } = probeText(probe)
    if (/^\{"type":\s*"thread\.started"/.test(start)) return 0.95
    if (
      /"type"\s*:\s*"(session_meta|response_item|turn_context|event_msg)"/.test(head) &&
      /"payload"\s*:/.test(head)
    )
      return 0.95
    const first = start.slice(0, start.indexOf('\n') + 1)
    if (!/^\{"id":"[^"]+","timestamp":/.test(first)) return 0
    return /"(instructions|git)":/.test(first) || /\n\{"record_type":/.test(head) ? 0.9 : 0
  },
  async read(source, sink) {
    const reading = new RolloutReading(sink, sourceStem(source.path))
    await readJsonRecords(source, sink, {
      plan: {},
      record(record) {
        reading.record(record)
        return true
      },
    })
    reading.end()
  },
} as const satisfies Importer
