import type { ImportResult } from '../services.ts'
import { formatBytes, formatCount, formatPlural } from '../../shared/format.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface ImportOptions extends GlobalOptions {
  format?: string
  label?: string
}

export const addImportCommand: AddCommand = (program, done) => {
  program
    .command('import')
    .description('import trace exports: files, folders, archives; - reads standard input')
    .argument('<path...>')
    .option('--format <id>', 'take this format instead of detecting it')
    .option('--label <name>', 'name of the import (default: the file or folder name)')
    .action(async (paths: string[], options: ImportOptions) => {
      done(
        await withServices(options, async (services) => {
          const job = services.startImport({ paths, label: options.label, format: options.format })
          const result = await followJob<ImportResult>(services, options, job)
          if (options.json) printJson(result)
          else printImport(result)
          return importExitCode(result)
        }),
      )
    })
}

/** Exit 3 where records were rejected or a file named directly could not be read. */
export function importExitCode(result: ImportResult): number {
  const partly = result.sources.some((source) => source.rejected > 0 || source.failed)
  return partly ? EXIT.partly : EXIT.done
}

/** The import in words: one line a source, then what is in the workspace. */
export function printImport(result: ImportResult): void {
  const read = result.sources.filter((source) => source.format !== null)
  for (const source of read.slice(0, 20)) {
    printLine(
      `${source.path}  ${source.format}  ${formatPlural(source.traces, 'trace')}, ${formatPlural(source.spans, 'span')}` +
        `${source.scores > 0 ? `, ${formatPlural(source.scores, 'score')}` : ''}  (${formatBytes(source.bytes)} in ${source.seconds.toFixed(1)} s)`,
    )
    printProblems(source)
  }
  if (read.length > 20) printLine(`… and ${formatCount(read.length - 20)} more sources`)
  const unread = result.sources.filter((source) => source.format === null)
  if (unread.length > 0) {
    printLine(`${formatPlural(unread.length, 'file')} skipped:`)
    for (const source of unread.slice(0, 5))
      printLine(`  ${source.path}  ${source.problems[0]?.reason ?? ''}`)
    if (unread.length > 5) printLine(`  … and ${formatCount(unread.length - 5)} more`)
  }
  const { traces, spans, scores } = result.workspace
  const added = result.sources.reduce((sum, source) => sum + source.spans, 0)
  const duplicates = result.sources.reduce((sum, source) => sum + source.duplicates, 0)
  printLine(
    `Imported ${formatPlural(added, 'new span')}${duplicates > 0 ? ` (${formatCount(duplicates)} were already there)` : ''}. ` +
      `The workspace holds ${formatPlural(traces, 'trace')}, ${formatPlural(spans, 'span')}, ${formatPlural(scores, 'score')}.`,
  )
}

function printProblems(source: ImportResult['sources'][number]): void {
  for (const problem of source.problems.slice(0, 5)) {
    const place =
      problem.first.line !== undefined
        ? `, first in line ${problem.first.line}`
        : problem.first.offset !== undefined
          ? `, first at byte ${problem.first.offset}`
          : ''
    printLine(`  ${formatCount(problem.count)} × ${problem.reason}${place}`)
  }
}
