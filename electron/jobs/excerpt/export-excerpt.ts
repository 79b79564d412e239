import { existsSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { countByRule, type RedactionRules } from '../../../shared/model/redaction.ts'
import { createRedactor, type Redactor } from '../../redaction/redactor.ts'
import { openReader, openWriter, type ReadConnection, type WriteConnection } from '../../store/connection.ts'
import { copyAnnotations, judgementCopier } from '../../store/copy-judgements.ts'
import { copyTables } from '../../store/copy-tables.ts'
import { readExcerpt, writeExcerpt } from '../../store/excerpt.ts'
import { traceIdOf } from '../../store/excerpt-source.ts'
import { packWorkspace, removeWorkspace } from '../../store/pack-workspace.ts'
import { selectedTraces } from '../../store/selected-traces.ts'
import { requireTrace } from '../../store/trace-reader.ts'
import { writeWhole } from '../../store/whole.ts'
import { unwritable } from '../whole-file.ts'
import type { ExportResult } from '../export-traces.ts'
import { copyTraces } from './copy-traces.ts'
import { textChanges } from './text-changes.ts'

export interface ExcerptRequest {
  filter: string
  /** Days and segment; left out for all. */
  scope?: Scope
  /** File to write; an older excerpt is replaced, anything else is not. */
  out: string
  rules: RedactionRules
  /** Called between traces; what it throws ends the export. */
  progress?: (done: number, all: number) => void
}

/**
 * Writes the selected traces as a workspace of their own, with their findings and notes and with the rates, baselines,
 * shifts and decisions of the whole; every text goes through the redaction. The file appears whole or not at all.
 * AppError `filter_invalid`, `rule_invalid`, `usage`, `workspace_unwritable`, `file_unwritable`, `disk_full`, `cancelled`.
 */
export async function exportExcerpt(from: ReadConnection, request: ExcerptRequest): Promise<ExportResult> {
  const { out, filter, scope, rules } = request
  if (resolve(out) === resolve(from.path))
    throw new AppError('usage', {
      why: 'The excerpt cannot take the place of the workspace it is made of: name another file with --out.',
    })
  if (existsSync(out) && !isExcerpt(out))
    throw new AppError('usage', {
      why: `${out} is there already, and is no excerpt. Nothing was written; name another file, or remove it first.`,
    })
  const traces = selectedTraces(from, filter, scope)
  const temporary = `${out}.part`
  removeWorkspace(temporary)
  const redactor = createRedactor(rules)
  try {
    const to = openWriter(temporary, { create: true })
    let spans: number
    try {
      spans = copyTraces(from, to, traces, redactor, request)
      await copyRest(from, to, traces, redactor, request)
      packWorkspace(to)
    } finally {
      to.close()
    }
    replace(temporary, out)
    return { path: out, traces: traces.length, spans, redacted: redactor.found() }
  } finally {
    removeWorkspace(temporary)
  }
}

async function copyRest(
  from: ReadConnection,
  to: WriteConnection,
  traces: readonly number[],
  redactor: Redactor,
  { filter }: ExcerptRequest,
): Promise<void> {
  const changes = textChanges(redactor)
  await writeWhole(to, async () => {
    copyTables(from, to, changes)
    const copyJudgements = judgementCopier(from, to, changes)
    const traceIds = new Set<string>()
    for (const trace of traces) {
      const traceId = traceIdOf(from, trace)
      traceIds.add(traceId)
      copyJudgements(trace, requireTrace(to, redactor.redact(traceId)))
    }
    copyAnnotations(from, to, traceIds, changes)
    const redacted = countByRule(redactor.found())
    writeExcerpt(to, {
      traces: traces.length,
      of: readExcerpt(from)?.of ?? selectedTraces(from, '').length,
      filter: redactor.redact(filter),
      atUs: Date.now() * 1000,
      redaction: Object.keys(redacted).length === 0 ? null : redacted,
    })
  })
}

function isExcerpt(path: string): boolean {
  try {
    const connection = openReader(path)
    try {
      return readExcerpt(connection) !== null
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function replace(temporary: string, out: string): void {
  try {
    removeWorkspace(out)
    renameSync(temporary, out)
  } catch (error) {
    throw unwritable(out, error)
  }
}
