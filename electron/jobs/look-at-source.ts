import { isWorkspaceFile } from '../store/foreign-workspace.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportProblem } from '../../shared/model/import-report.ts'
import type { Mapping } from '../../shared/model/mapping.ts'
import type { Span } from '../../shared/model/span.ts'
import { detectImporter } from '../import/detect.ts'
import type { ImportSink } from '../import/importer.ts'
import { guessMapping } from '../import/importers/generic/guess.ts'
import { mappedImporter } from '../import/importers/generic/index.ts'
import { sampleProbe, sampleSource } from '../import/importers/generic/sample-records.ts'
import { isParquet } from '../import/parquet-records.ts'
import { walkSources, type WalkedSource } from '../import/source-walk.ts'

/** Spans that a preview reads before it has seen enough. */
const PREVIEW_SPANS = 200
const ENOUGH = new Error('enough')

/** What a file is before it is imported. */
export interface SourceLook {
  /** The format it is in; null where none is known, `generic` where it would be read by a guessed mapping. */
  format: string | null
  /** A folder or an archive, whose files are looked at when they are imported. */
  isMany: boolean
  /** It holds records that a mapping can be written for. */
  isMappable: boolean
}

/** Looks at the first bytes of a path. AppError `file_unreadable`, `file_empty`. */
export async function lookAtSource(path: string): Promise<SourceLook> {
  if (isWorkspaceFile(path)) return { format: 'tidemark', isMany: false, isMappable: false }
  for await (const source of walkSources(path)) {
    if (source.path !== path) return MANY
    const probe = await source.probe()
    const isMappable = isParquet(probe.head) || sampleProbe(probe).records.length > 0
    return { format: detectImporter(probe).importer?.id ?? null, isMany: false, isMappable }
  }
  return MANY
}

const MANY: SourceLook = { format: null, isMany: true, isMappable: false }

/** A first mapping for the source at a path and the records it was guessed from, as JSON text of at most `characters`. */
export async function guessFor(
  path: string,
  characters = 20_000,
): Promise<{ mapping: Mapping | null; records: string[] }> {
  const { records, isDocument } = await sampleSource(await firstSource(path))
  const mapping = records.length === 0 ? null : guessMapping(records, isDocument)
  let left = characters
  const texts: string[] = []
  for (const record of records.slice(0, 5)) {
    const text = jsonOf(record).slice(0, left)
    left -= text.length
    if (text !== '') texts.push(text)
  }
  return { mapping, records: texts }
}

export interface MappingPreview {
  spans: Span[]
  scores: number
  problems: ImportProblem[]
  /** The source was read to its end. */
  isWhole: boolean
}

/** What a mapping makes of the beginning of a source. */
export async function previewMapping(path: string, mapping: Mapping): Promise<MappingPreview> {
  const spans: Span[] = []
  const problems = new Map<string, ImportProblem>()
  let scores = 0
  const problem: ImportSink['reject'] = (reason, first) => {
    const known = problems.get(reason)
    if (known) known.count += 1
    else problems.set(reason, { reason, count: 1, first })
  }
  const sink: ImportSink = {
    span: (span) => void (spans.length < PREVIEW_SPANS && spans.push(span)),
    score: () => void (scores += 1),
    alias: () => undefined,
    reject: problem,
    skip: problem,
    note: problem,
    drain: async () => {
      if (spans.length >= PREVIEW_SPANS || problems.size >= PREVIEW_SPANS) throw ENOUGH
    },
  }
  let isWhole = true
  try {
    await mappedImporter(mapping).read(await firstSource(path), sink, new Map())
  } catch (error) {
    if (error !== ENOUGH) throw error
    isWhole = false
  }
  return { spans, scores, problems: [...problems.values()], isWhole }
}

/** The source itself, or the first of a folder or archive that can be read. */
async function firstSource(path: string): Promise<WalkedSource> {
  for await (const source of walkSources(path)) {
    await source.probe()
    return source
  }
  throw new AppError('nothing_to_import', { path })
}

function jsonOf(record: unknown): string {
  try {
    return JSON.stringify(
      record,
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      2,
    )
  } catch {
    return ''
  }
}
