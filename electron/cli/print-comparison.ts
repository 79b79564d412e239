import type {
  ComparedCategoryRow,
  ComparedMeasureRow,
  ComparedScoreRow,
  ComparisonRun,
} from '../../shared/contract/compare.ts'
import {
  formatCost,
  formatCount,
  formatDuration,
  formatPlural,
  formatRate,
  formatRatio,
  formatShortCount,
} from '../../shared/format.ts'
import { type GlobalOptions, printLine, say } from './terminal.ts'

/** A comparison as tables: categories that fired, scores, infrastructure, then what was refused and left out. */
export function printComparison(result: ComparisonRun, options: GlobalOptions): void {
  const { a, b, refused, notes } = result
  printLine(
    `a  ${formatPlural(a.traces, 'trace')} in ${formatPlural(a.sessions, 'session')}   b  ${formatPlural(b.traces, 'trace')} in ${formatPlural(b.sessions, 'session')}   (b against a)`,
  )
  if (a.traces > 0 && b.traces > 0) printTables(result)
  for (const { name, why } of refused) printLine(`refused  ${name}: ${why}`)
  for (const note of notes) say(options, note)
}

function printTables({ categories, scores, measures }: ComparisonRun): void {
  const fired = categories.filter((category) => category.a.k + category.b.k > 0)
  printTable(['category', 'a', 'b', 'ratio', '95 %', 'p', 'b is'], fired.map(categoryCells))
  printQuiet(categories.filter((category) => category.a.k + category.b.k === 0))
  printTable(['score', 'a', 'b', 'difference', '95 %', 'p', 'b is'], scores.map(scoreCells))
  printTable(['infrastructure', 'a', 'b', 'ratio', '95 % of b − a', 'p', 'b is'], measures.map(measureCells))
  const noted = categories.flatMap(({ id, notes }) => notes.map((text) => ({ id, text })))
  for (const [note, same] of Map.groupBy(noted, ({ text }) => text))
    printLine(`note  ${same.map(({ id }) => id).join(', ')}: ${note}`)
}

function printQuiet(categories: readonly ComparedCategoryRow[]): void {
  if (categories.length === 0) return
  const blind = categories.filter(({ a, b }) => a.n === 0 || b.n === 0).map(({ id }) => id)
  const quiet = categories.length - blind.length
  if (quiet > 0)
    printLine(`${formatPlural(quiet, 'category', 'categories')} more never fired on either side.`)
  if (blind.length > 0) printLine(`Not evaluable on one side at least: ${blind.join(', ')}.`)
}

function categoryCells({ id, a, b, ratio, low, high, adjustedP, verdict }: ComparedCategoryRow): string[] {
  return [
    id,
    `${formatCount(a.k)}/${formatCount(a.n)} ${formatRate(a.n > 0 ? a.k / a.n : null)}`,
    `${formatCount(b.k)}/${formatCount(b.n)} ${formatRate(b.n > 0 ? b.k / b.n : null)}`,
    ratio === null ? '–' : `× ${formatRatio(ratio)}`,
    low === null ? '–' : `${formatRatio(low)} to ${high === null ? '∞' : formatRatio(high)}`,
    formatP(adjustedP),
    verdict,
  ]
}

function scoreCells(score: ComparedScoreRow): string[] {
  const { name, rubric, rubricVersion, judge, a, b, difference, low, high, adjustedP, verdict } = score
  const ruler = [rubric, rubricVersion, judge].filter((part) => part !== null).join(' ')
  return [
    ruler === '' ? name : `${name} (${ruler})`,
    `${formatMean(a.mean)} of ${formatCount(a.n)}`,
    `${formatMean(b.mean)} of ${formatCount(b.n)}`,
    formatMean(difference),
    low === null || high === null ? '–' : `${formatMean(low)} to ${formatMean(high)}`,
    formatP(adjustedP),
    verdict,
  ]
}

const UNITS = { share: formatRate, ns: formatDuration, tokens: formatShortCount, usd: formatCost } as const

function measureCells({
  name,
  unit,
  a,
  b,
  ratio,
  low,
  high,
  adjustedP,
  verdict,
}: ComparedMeasureRow): string[] {
  const format = UNITS[unit]
  const signed = (value: number): string => (value < 0 ? `−${format(-value)}` : format(value))
  return [
    name,
    format(a.value),
    format(b.value),
    ratio === null ? '–' : `× ${formatRatio(ratio)}`,
    low === null || high === null ? '–' : `${signed(low)} to ${signed(high)}`,
    formatP(adjustedP),
    verdict,
  ]
}

function formatMean(value: number | null): string {
  if (value === null) return '–'
  return value
    .toFixed(3)
    .replace(/^-(?=0\.000$)/, '')
    .replace('-', '−')
}

function formatP(p: number): string {
  if (p < 0.0001) return '<.0001'
  return p >= 1 ? '1' : p.toFixed(p < 0.001 ? 4 : 3).replace(/^0/, '')
}

/** Columns as wide as their widest cell, the first to the left, the figures to the right. Nothing for no rows. */
function printTable(heads: readonly string[], rows: readonly string[][]): void {
  if (rows.length === 0) return
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const last = heads.length - 1
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 || column === last ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  printLine(line(heads))
  for (const row of rows) printLine(line(row))
}
