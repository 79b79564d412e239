import type { Block, Cell, ReportDocument, TableBlock } from '../../shared/model/report-document.ts'
import { csvText } from '../../shared/csv.ts'
import { chartTable } from './chart-table.ts'

export interface CsvFile {
  name: string
  text: string
}

/** Every table of a report as a CSV file (RFC 4180, UTF-8): charts as their days, quotes and conversations as rows. */
export function writeCsv(document: ReportDocument): CsvFile[] {
  const tables = [
    ...document.sections.flatMap(({ blocks }) => blocks.flatMap(tablesOf)),
    ...textTables(document),
  ]
  return tables.map((table) => ({ name: `${table.id}.csv`, text: tableText(table) }))
}

function tablesOf(block: Block): TableBlock[] {
  if (block.kind === 'table') return [block]
  if (block.kind === 'chart') return [chartTable(block)]
  return block.kind === 'details' ? block.blocks.flatMap(tablesOf) : []
}

/** The evidence and the conversations, each kind in one table. */
function textTables({ sections }: ReportDocument): TableBlock[] {
  const blocks = sections.flatMap((section) => section.blocks.flatMap(flat))
  const quotes = blocks.flatMap((block) =>
    block.kind === 'quote'
      ? [
          [
            block.caption,
            block.signature,
            block.traceId,
            block.spanId,
            block.path,
            block.mark === null ? block.text : block.text.slice(block.mark.start, block.mark.end),
            block.text,
          ],
        ]
      : [],
  )
  const turns = blocks.flatMap((block) =>
    block.kind === 'conversation'
      ? block.turns.map((turn, index) => [
          block.traceId,
          index + 1,
          turn.spanId,
          turn.role,
          turn.kind,
          turn.name,
          turn.model,
          turn.durationNs,
          turn.findings.join(', '),
          turn.text,
        ])
      : [],
  )
  const all = [
    textTable('evidence', ['What', 'Group', 'Trace', 'Span', 'Path', 'Evidence', 'In its place'], quotes),
    textTable(
      'conversations',
      ['Trace', 'Turn', 'Span', 'Role', 'Kind', 'Name', 'Model', 'Duration ns', 'Findings', 'Text'],
      turns,
    ),
  ]
  return all.filter(({ rows }) => rows.length > 0)
}

function flat(block: Block): Block[] {
  return block.kind === 'details' ? block.blocks.flatMap(flat) : [block]
}

function textTable(id: string, titles: readonly string[], rows: Cell[][]): TableBlock {
  return {
    kind: 'table',
    id: `${id}-texts`,
    title: '',
    columns: titles.map((title) => ({ title, format: 'text' })),
    rows,
    left: 0,
  }
}

function tableText({ columns, rows }: TableBlock): string {
  return csvText(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map((_column, index) => row[index] ?? null)),
  )
}
