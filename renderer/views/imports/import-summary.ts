import { z } from 'zod'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { sourceReportSchema } from '../../../shared/contract/schemas.ts'
import type { Job } from '../../../shared/model/job.ts'

/** The part of an import job's result that names what it brought. */
const resultSchema = z.object({ importId: z.number().int() })

/** The import that a finished job brought; null for other jobs and for results nobody understands. */
export function importIdOf(job: Job): number | null {
  if (job.kind !== 'import' || job.state !== 'done') return null
  const parsed = resultSchema.safeParse(job.result)
  return parsed.success ? parsed.data.importId : null
}

const lookSchema = z.object({ importId: z.null(), label: z.string(), sources: z.array(sourceReportSchema) })

/** What an import would bring, summed up over its sources. */
export type ImportReport = Pick<
  ImportRow,
  | 'label'
  | 'formats'
  | 'traces'
  | 'spans'
  | 'scores'
  | 'accepted'
  | 'rejected'
  | 'skipped'
  | 'duplicates'
  | 'bytes'
  | 'sources'
>

/** The report of a job that only looked; null for other jobs and for results nobody understands. */
export function lookOf(job: Job): ImportReport | null {
  if (job.kind !== 'import' || job.state !== 'done') return null
  const parsed = lookSchema.safeParse(job.result)
  if (!parsed.success) return null
  const { label, sources } = parsed.data
  const sum = (of: (source: ImportRow['sources'][number]) => number): number =>
    sources.reduce((total, source) => total + of(source), 0)
  const formats = new Set(sources.map(({ format }) => format).filter((format) => format !== null))
  return {
    label,
    formats: [...formats],
    traces: sum(({ traces }) => traces),
    spans: sum(({ spans }) => spans),
    scores: sum(({ scores }) => scores),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    skipped: sum(({ skipped }) => skipped),
    duplicates: sum(({ duplicates }) => duplicates),
    bytes: sum(({ bytes }) => bytes),
    sources,
  }
}

/** The newest import that ended since the application started and is still in the workspace. */
export function newestLanded(jobs: readonly Job[], imports: readonly ImportRow[]): ImportRow | null {
  for (const job of jobs) {
    const id = importIdOf(job)
    const found = id === null ? undefined : imports.find((row) => row.id === id)
    if (found !== undefined) return found
  }
  return null
}

export interface ProblemLine {
  readonly reason: string
  readonly count: number
  /** Where it was met first: file name, then line or byte. */
  readonly first: string
  /** Sources that show it. */
  readonly sources: number
}

type Writable = { -readonly [K in keyof ProblemLine]: ProblemLine[K] }

/** The problems of all sources, like ones together, most frequent first. */
export function gatherProblems(row: Pick<ImportRow, 'sources'>): ProblemLine[] {
  const byReason = new Map<string, Writable>()
  for (const source of row.sources) {
    for (const problem of source.problems) {
      const reason = plainReason(problem.reason, source.path)
      const known = byReason.get(reason)
      if (known) {
        known.count += problem.count
        known.sources += 1
      } else {
        byReason.set(reason, {
          reason,
          count: problem.count,
          first: placeOf(source.path, problem.first),
          sources: 1,
        })
      }
    }
  }
  return [...byReason.values()].toSorted((a, b) => b.count - a.count)
}

/** A reason names its file by its whole path, which for a dropped file is a temporary one: the name says more. */
export function plainReason(reason: string, path: string): string {
  return reason.replaceAll(path, fileName(path))
}

/** `traces.jsonl, line 812`; the name alone where the place is the whole file. */
export function placeOf(path: string, place: { line?: number; offset?: number }): string {
  const name = fileName(path)
  if (place.line !== undefined) return `${name}, line ${place.line}`
  return place.offset === undefined ? name : `${name}, byte ${place.offset}`
}

/** The last part of a path, of either system's kind. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}

/** SQL over the documented views: traces of one import by category, failures first. */
export function categoriesQuery(label: string): string {
  return `SELECT f.category, min(f.class), count(DISTINCT f.trace_id) AS traces
FROM findings f JOIN traces t ON t.trace_id = f.trace_id
WHERE t.import_label = '${label.replaceAll("'", "''")}'
GROUP BY f.category ORDER BY CASE min(f.class) WHEN 'F' THEN 0 WHEN 'S' THEN 1 ELSE 2 END, traces DESC`
}

/** A filter term that selects the traces of one import. */
export function importFilter(label: string): string {
  return `import:"${label.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`
}
