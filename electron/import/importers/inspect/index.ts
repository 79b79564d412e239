import type { Importer, SharedNotes } from '../../importer.ts'
import type { CutPlan } from '../../json-cutter.ts'
import { isJsonObject, listOf, type Conversion, type JsonObject } from '../../json-value.ts'
import { probeText } from '../../probe.ts'
import { readJsonRecords, type JsonRecord } from '../../record-reader.ts'
import { readRecord, type RecordSink } from '../../record-sink.ts'
import { SourceMemory } from '../../translate.ts'
import { readEval, type EvalFacts } from './eval-facts.ts'
import { readSample } from './read-sample.ts'
import { INSPECT_REASONS } from './schema.ts'

const PLAN: CutPlan = { members: new Map([['samples', {}]]), context: new Set(['eval']) }

/**
 * Inspect AI logs: `.eval` (a zip archive whose entries are read one by one: the journal's start tells of the evaluation,
 * every sample is a file) and JSON (`inspect log dump`, `--log-format json`). Texts that repeat are attachments of the
 * sample. Scores name their scorer; the judge's model stands in its options or in its own calls.
 */
export const inspect = {
  id: 'inspect',
  title: 'Inspect AI logs',
  detect(probe) {
    const { start, tail } = probeText(probe)
    const head = start.slice(0, 4096)
    if (/"eval_id"\s*:/.test(head) && /"task_id"\s*:/.test(start) && /"eval"\s*:/.test(head)) return 0.95
    if (/^[[{]/.test(start) && /"epoch"\s*:/.test(head) && /^\[?\s*\{\s*"id"\s*:/.test(head)) {
      if (/"messages"\s*:/.test(start) || /"(model_usage|scores)"\s*:/.test(start + tail)) return 0.95
    }
    return /^\[\s*\{\s*"scorer"\s*:/.test(head) && /"samples"\s*:/.test(head) ? 0.9 : 0
  },
  async read(source, sink, notes) {
    const archive = source.path.includes('!') ? source.path.slice(0, source.path.lastIndexOf('!')) : null
    const reading = new LogReading(notes, archive)
    await readJsonRecords(source, sink, {
      plan: PLAN,
      record(record) {
        const taken = readRecord(record, sink, (value, out, conversion) =>
          reading.read(record, value, out, conversion),
        )
        if (!taken && record.divisible) return false
        if (!taken) sink.reject(INSPECT_REASONS.other, record.place)
        return true
      },
    })
  },
} as const satisfies Importer

class LogReading {
  readonly #notes: SharedNotes
  readonly #key: string | null
  readonly #memory = new SourceMemory()

  constructor(notes: SharedNotes, archive: string | null) {
    this.#notes = notes
    this.#key = archive === null ? null : `inspect:${archive}`
  }

  read(record: JsonRecord, value: unknown, out: RecordSink, conversion: Conversion): boolean {
    if (record.path.length > 0) {
      this.#samples(Array.isArray(value) ? value : [value], readEval(record.context('eval')), out, conversion)
      return true
    }
    if (isJsonObject(value) && isJsonObject(value.eval)) return this.#log(value, out, conversion)
    const list = Array.isArray(value) ? (value as unknown[]) : [value]
    if (list.length > 0 && list.every((item) => isJsonObject(item) && isSummary(item))) {
      out.skip(INSPECT_REASONS.summaries, list.length)
      return true
    }
    if (!isJsonObject(value) || value.epoch === undefined) return false
    this.#samples([value], this.#facts(), out, conversion)
    return true
  }

  /** A whole log, or the header of one. */
  #log(log: JsonObject, out: RecordSink, conversion: Conversion): boolean {
    const facts = readEval(log.eval)
    if (this.#key !== null && facts !== null) this.#notes.set(this.#key, facts)
    if (Array.isArray(log.samples)) this.#samples(listOf(log.samples), facts, out, conversion)
    else out.skip(INSPECT_REASONS.header)
    return true
  }

  #samples(
    samples: readonly unknown[],
    facts: EvalFacts | null,
    out: RecordSink,
    conversion: Conversion,
  ): void {
    for (const sample of samples) {
      if (isJsonObject(sample))
        readSample(sample, facts, (message) => this.#memory.shared(message), out, conversion)
      else out.reject(INSPECT_REASONS.sample)
    }
  }

  #facts(): EvalFacts | null {
    const known = this.#key === null ? undefined : this.#notes.get(this.#key)
    return (known as EvalFacts | undefined) ?? null
  }
}

/** A sample without its course, or the reduced scores of a scorer. */
function isSummary(item: JsonObject): boolean {
  if (item.scorer !== undefined && item.samples !== undefined) return true
  return item.epoch !== undefined && item.messages === undefined && item.events === undefined
}
