import { formatCount, formatRatio } from '../../shared/format.ts'
import type { Block, ReportDocument, TableBlock } from '../../shared/model/report-document.ts'
import { chartTable } from './chart-table.ts'
import { formatCell, isNumeric } from './format-cell.ts'
import { redactionText } from './redaction-text.ts'
import { speakerOf } from './speaker.ts'

/** Rows of a table in an issue; the whole is in the other formats. */
const MOST_ROWS = 40
/** Days of a chart as a table; more are left out. */
const MOST_DAYS = 31

/** A report for an issue tracker. Every text of the data is escaped or stands in a code block. */
export function writeMarkdown(document: ReportDocument): string {
  const { title, subtitle, sections, left, redaction, appVersion } = document
  const parts = [
    `# ${plain(title)}`,
    plain(subtitle),
    ...sections.flatMap((section) => sectionText(section)),
    '---',
    ...(left.length === 0 ? [] : [plain(`Left out: ${left.join(' ')}`)]),
    plain(redactionText(redaction)),
    plain(`Made by Tidemark ${appVersion}.`),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function sectionText({ title, blocks }: ReportDocument['sections'][number]): string[] {
  return [`## ${plain(title)}`, ...blocks.flatMap(blockText)]
}

function blockText(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${plain(block.text)}`]
    case 'paragraph':
      return [block.tone === 'lead' ? `**${plain(block.text).trim()}**` : plain(block.text)]
    case 'list':
      return [block.items.map((item) => `- ${plain(item)}`).join('\n')]
    case 'facts':
      return [block.items.map(({ label, value }) => `- ${plain(label)}: **${plain(value)}**`).join('\n')]
    case 'code':
      return [...(block.caption === '' ? [] : [plain(block.caption)]), fenced(block.text)]
    case 'table':
      return tableText(block)
    case 'chart':
      return chartText(chartTable(block))
    case 'forest':
      return [
        plain(block.title),
        block.rows
          .map(
            ({ label, ratio, verdict }) =>
              `- ${plain(label)}: ${ratio === null ? '' : `× ${formatRatio(ratio)}, `}${verdict}`,
          )
          .join('\n'),
      ]
    case 'quote':
      return [
        `${plain(`${block.caption} · ${block.signature} ·`)} trace ${code(block.traceId)}, span ${code(block.spanId)}, ${code(block.path)}`.trim(),
        fenced(block.text),
      ]
    case 'conversation':
      return [
        `#### ${plain(block.title)}`,
        ...block.turns.flatMap((turn) => [
          `**${plain(speakerOf(turn))}**${turn.findings.length === 0 ? '' : ` – ${plain(turn.findings.join(', '))}`}`,
          fenced(turn.text),
          ...(turn.left > 0 ? [`${formatCount(turn.left)} more characters are not shown.`] : []),
        ]),
        ...(block.left > 0 ? [`${formatCount(block.left)} more turns are not shown.`] : []),
      ]
    case 'details':
      return [`#### ${plain(block.summary)}`, ...block.blocks.flatMap(blockText)]
    default:
      return block satisfies never
  }
}

function chartText(whole: TableBlock): string[] {
  return tableText({
    ...whole,
    rows: whole.rows.slice(-MOST_DAYS),
    left: Math.max(0, whole.rows.length - MOST_DAYS),
  })
}

function tableText({ title, columns, rows, left }: TableBlock): string[] {
  const hidden = left + Math.max(0, rows.length - MOST_ROWS)
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => line(columns.map(({ format }, index) => cellText(formatCell(row[index] ?? null, format)))))
  return [
    ...(title === '' ? [] : [plain(title)]),
    [
      line(columns.map((column) => cellText(column.title))),
      line(columns.map(({ format }) => (isNumeric(format) ? '---:' : '---'))),
      ...body,
    ].join('\n'),
    ...(hidden > 0 ? [`${formatCount(hidden)} more rows are not shown.`] : []),
  ]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function cellText(text: string): string {
  return plain(text.replace(/\s+/g, ' '))
}

// An invisible joiner after these keeps a tracker from linking a person, an issue or an address.
const JOINER = '\u2060'

/** A text that shows as it is: no mark-up, no link, no mention, no line that begins a list. */
function plain(text: string): string {
  return (
    text
      .replace(/\s*\n\s*/g, ' ')
      .replace(/[\\`*_{}[\]<>#|~&$^:]/g, '\\$&')
      // A number, dash, plus or equals sign begins a list, a rule or a heading only where a line begins.
      .replace(/^(\s*)([-+=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])/, '$1\\$2')
      .replace(/[!(](?=\\?\[)/g, '\\$&')
      .replace(/(@|\\#)(?=\w)/g, (sign) => sign + JOINER)
      .replace(/\\:\/\//g, `\\:${JOINER}//`)
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}${JOINER}.`)
      .replace(/\bGH-(?=\d)/gi, (sign) => sign + JOINER)
  )
}

function code(text: string): string {
  const own = text.replace(/\s+/g, ' ').replace(/\|/g, '¦')
  const fence = '`'.repeat(longestRun(own) + 1)
  return `${fence} ${own} ${fence}`
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}text\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
}
