import type { ReportDraft, ReportExport } from '../../shared/contract/reports.ts'
import { AppError } from '../../shared/errors.ts'
import { type ReportRequest, reportRequestSchema } from '../../shared/model/report.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

type ExportRow = Omit<ReportExport, 'redaction' | 'request'> & { redaction: string | null; request: string }
type DraftRow = Omit<ReportDraft, 'request'> & { request: string }

/** Exports that are listed. */
const MOST_EXPORTS = 500

/** What was exported, newest first. */
export function listReportExports({ db }: ReadConnection): ReportExport[] {
  return db
    .prepare<[number], ExportRow>(
      `SELECT id, at_us AS atUs, title, format, name, bytes, sha256, redaction, request FROM report_export
       ORDER BY id DESC LIMIT ?`,
    )
    .all(MOST_EXPORTS)
    .map(({ redaction, request, ...row }) =>
      Object.assign(row, {
        redaction: redaction === null ? null : JSON.parse(redaction),
        request: reportRequestSchema.parse(JSON.parse(request)),
      }),
    )
}

/** Requests kept for later, newest first. */
export function listReportDrafts({ db }: ReadConnection): ReportDraft[] {
  return db
    .prepare<[], DraftRow>(
      'SELECT id, name, saved_us AS savedUs, request FROM report_draft ORDER BY saved_us DESC, id DESC',
    )
    .all()
    .map(({ request, ...row }) =>
      Object.assign(row, { request: reportRequestSchema.parse(JSON.parse(request)) }),
    )
}

export function noteReportExport(
  { db }: WriteConnection,
  { redaction, request, ...row }: Omit<ReportExport, 'id'>,
): void {
  db.prepare(
    `INSERT INTO report_export(at_us, title, format, name, bytes, sha256, redaction, request)
     VALUES (@atUs, @title, @format, @name, @bytes, @sha256, @redaction, @request)`,
  ).run({
    ...row,
    redaction: redaction === null ? null : JSON.stringify(redaction),
    request: JSON.stringify(request),
  })
}

/** Keeps a request; with an id in place of that draft. Returns its id. AppError `not_found`. */
export function saveReportDraft(
  { db }: WriteConnection,
  { id, name, request }: { id?: number; name: string; request: ReportRequest },
  savedUs: number,
): number {
  const body = JSON.stringify(request)
  if (id === undefined) {
    const { lastInsertRowid } = db
      .prepare('INSERT INTO report_draft(name, saved_us, request) VALUES (?, ?, ?)')
      .run(name, savedUs, body)
    return Number(lastInsertRowid)
  }
  const { changes } = db
    .prepare('UPDATE report_draft SET name = ?, saved_us = ?, request = ? WHERE id = ?')
    .run(name, savedUs, body, id)
  if (changes === 0) throw new AppError('not_found', { what: `The draft ${id}` })
  return id
}

/** AppError `not_found`. */
export function removeReportDraft({ db }: WriteConnection, id: number): void {
  const { changes } = db.prepare('DELETE FROM report_draft WHERE id = ?').run(id)
  if (changes === 0) throw new AppError('not_found', { what: `The draft ${id}` })
}
