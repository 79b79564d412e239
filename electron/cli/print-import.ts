import { formatBytes, formatCount, formatPlural } from '../../shared/format.ts'
import { tellMerged } from '../../shared/model/merged-notes.ts'
import type { ImportResult } from '../services.ts'
import { printLine } from './terminal.ts'

type Source = ImportResult['sources'][number]

const MOST_SOURCES = 20
const MOST_UNREAD = 5
const MOST_PROBLEMS = 5

/** The import in words: one line a source, then what is in the workspace. */
export function printImport(result: ImportResult): void {
  const read = result.sources.filter((source) => source.format !== null)
  for (const source of read.slice(0, MOST_SOURCES)) {
    printLine(
      `${source.path}  ${source.format}  ${counted(source)}  (${source.bytes > 0 ? `${formatBytes(source.bytes)} in ` : ''}${source.seconds.toFixed(1)} s)`,
    )
    printProblems(source)
  }
  if (read.length > MOST_SOURCES) printLine(`… and ${formatCount(read.length - MOST_SOURCES)} more sources`)
  // What should have been read comes before what was only met.
  const unread = result.sources
    .filter((source) => source.format === null)
    .toSorted((a, b) => Number(b.failed) - Number(a.failed))
  if (unread.length > 0) {
    printLine(`${formatPlural(unread.length, 'file')} skipped:`)
    for (const source of unread.slice(0, MOST_UNREAD))
      printLine(`  ${source.path}  ${source.problems[0]?.reason ?? ''}`)
    if (unread.length > MOST_UNREAD) printLine(`  … and ${formatCount(unread.length - MOST_UNREAD)} more`)
  }
  for (const sentence of result.merged ? tellMerged(result.merged) : []) printLine(sentence)
  printLine(summary(result))
}

function summary({ importId, workspace, sources }: ImportResult): string {
  const sum = (count: (source: Source) => number): number =>
    sources.reduce((total, source) => total + count(source), 0)
  const duplicates = sum((source) => source.duplicates)
  const spans = sum((source) => source.spans)
  if (importId === null) {
    const found = { traces: sum((source) => source.traces), spans, scores: sum((source) => source.scores) }
    return `Nothing was written. An empty workspace would get ${counted(found)}.`
  }
  return (
    `Imported ${formatPlural(spans, 'new span')}${duplicates > 0 ? ` (${formatPlural(duplicates, 'was', 'were')} already there)` : ''}. ` +
    `The workspace holds ${counted(workspace)}.`
  )
}

function counted({ traces, spans, scores }: Pick<Source, 'traces' | 'spans' | 'scores'>): string {
  const main = `${formatPlural(traces, 'trace')}, ${formatPlural(spans, 'span')}`
  return scores > 0 ? `${main}, ${formatPlural(scores, 'score')}` : main
}

function printProblems(source: Source): void {
  for (const { reason, count, first } of source.problems.slice(0, MOST_PROBLEMS)) {
    const place =
      first.line !== undefined
        ? `, first in line ${first.line}`
        : first.offset !== undefined
          ? `, first at byte ${first.offset}`
          : ''
    printLine(`  ${formatCount(count)} × ${reason.replace(/\.$/, '')}${place}`)
  }
}
