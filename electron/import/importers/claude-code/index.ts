import type { Importer } from '../../importer.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords } from '../../record-reader.ts'
import { SessionReading } from './session-reading.ts'

/**
 * Sessions of Claude Code: `~/.claude/projects/<folder>/<session>.jsonl`, with its sub-agents beside it in
 * `<session>/subagents/agent-<id>.jsonl` (they are kept for some 30 days). One answer of the model stands on several
 * lines that repeat its usage; most lines are progress. A session with its sub-agents is one trace.
 */
export const claudeCode = {
  id: 'claude-code',
  title: 'Claude Code sessions',
  detect(probe) {
    const { head, start } = probeText(probe)
    if (/"parentUuid"\s*:/.test(head) && /"sessionId"\s*:/.test(head)) return 0.95
    return /^\{"type":"(summary","summary"|file-history-snapshot","messageId")/.test(start) ? 0.9 : 0
  },
  companions(path) {
    return path.endsWith('.jsonl') ? [path.slice(0, -'.jsonl'.length)] : []
  },
  async read(source, sink, notes) {
    const reading = new SessionReading(sink, notes)
    await readJsonRecords(source, sink, {
      plan: {},
      passOver: (text, place) => reading.passOver(text, place),
      record(record) {
        reading.record(record)
        return true
      },
    })
    reading.end()
  },
} as const satisfies Importer
