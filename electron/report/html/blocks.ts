import { formatCount } from '../../../shared/format.ts'
import type { Block, QuoteBlock, TableBlock } from '../../../shared/model/report-document.ts'
import { chartTable } from '../chart-table.ts'
import { formatCell, isNumeric } from '../format-cell.ts'
import { chartFigure } from './chart-svg.ts'
import { conversationOf } from './conversation.ts'
import { forestFigure } from './forest-svg.ts'
import { h, join, type Markup } from './tag.ts'

export interface HtmlOptions {
  /** Unfolds everything, for paper. */
  isUnfolded: boolean
}

export function blockOf(block: Block, options: HtmlOptions): Markup {
  switch (block.kind) {
    case 'heading':
      return h(block.level === 3 ? 'h3' : 'h4', {}, block.text)
    case 'paragraph':
      return h(
        'p',
        { class: block.tone === 'plain' ? null : block.tone, dir: 'auto' },
        ...linesOf(bindUnits(block.text)),
      )
    case 'list':
      return h(
        'ul',
        {},
        block.items.map((item) => h('li', { dir: 'auto' }, bindUnits(item))),
      )
    case 'facts':
      return factsOf(block.items)
    case 'code':
      return h(
        'div',
        { class: 'code' },
        block.caption === '' ? null : h('p', {}, block.caption),
        h('pre', {}, block.text),
      )
    case 'table':
      return tableOf(block, options)
    case 'chart':
      return h(
        'figure',
        {},
        h('figcaption', {}, block.title),
        chartFigure(block),
        // On paper the curve says it; the days are in the file that can be unfolded.
        options.isUnfolded ? null : folded('The same by day', [tableOf(chartTable(block), options)], options),
      )
    case 'forest':
      return h('figure', {}, h('figcaption', {}, block.title), forestFigure(block))
    case 'quote':
      return quoteOf(block)
    case 'conversation':
      return folded(block.title, [conversationOf(block)], options)
    case 'details':
      return folded(
        block.summary,
        block.blocks.map((inner) => blockOf(inner, options)),
        options,
      )
    default:
      return block satisfies never
  }
}

function folded(summary: string, inside: Markup[], { isUnfolded }: HtmlOptions): Markup {
  return h(
    'details',
    { open: isUnfolded ? true : null },
    h('summary', {}, summary),
    h('div', { class: 'inside' }, inside),
  )
}

/** A number and its unit stay on one line. */
function bindUnits(text: string): string {
  return text.replace(/(\d) (?=(?:%|pp|s|ms|min|h|points?)(?![\w]))/g, '$1\u00a0')
}

function linesOf(text: string): (Markup | string)[] {
  const [first = '', ...more] = text.split('\n')
  return [first, ...more.map((line) => join('\n', line))]
}

function factsOf(items: readonly { label: string; value: string }[]): Markup {
  return h(
    'dl',
    { class: 'facts' },
    items.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  )
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** A word that may be broken anywhere. */
const LONG_WORD = /\S{20}/

function classOf(text: string): string {
  if (DAY.test(text)) return 'day'
  return LONG_WORD.test(text) ? 'long' : 'text'
}

/** Rows of a table on paper. */
const PAPER_ROWS = 20

function tableOf(whole: TableBlock, { isUnfolded }: HtmlOptions): Markup {
  const { title, columns } = whole
  const rows = isUnfolded ? whole.rows.slice(0, PAPER_ROWS) : whole.rows
  const left = whole.left + whole.rows.length - rows.length
  const table = h(
    'table',
    {},
    title === '' ? null : h('caption', {}, title),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((column) =>
          h('th', { scope: 'col', class: isNumeric(column.format) ? 'num' : null }, column.title),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          columns.map((column, index) => {
            const text = formatCell(row[index] ?? null, column.format)
            if (isNumeric(column.format)) return h('td', { class: 'num' }, text)
            return h('td', { class: classOf(text), dir: 'auto' }, text)
          }),
        ),
      ),
    ),
  )
  return join(
    // Reached by keyboard, as it may be wider than the page.
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': title === '' ? 'Table' : title },
      table,
    ),
    left > 0
      ? h(
          'p',
          { class: 'left' },
          `${formatCount(left)} more rows are not shown${isUnfolded ? ' on paper' : ''}.`,
        )
      : null,
  )
}

function quoteOf({ caption, signature, text, mark, traceId, spanId, path }: QuoteBlock): Markup {
  const [start, end] = [wholeCharacter(text, mark?.start ?? 0), wholeCharacter(text, mark?.end ?? 0)]
  const shown =
    mark === null ? [text] : [text.slice(0, start), h('mark', {}, text.slice(start, end)), text.slice(end)]
  return h(
    'blockquote',
    {},
    h(
      'p',
      { class: 'where' },
      h('strong', {}, caption),
      signature === '' ? ' · ' : ` · ${signature} · `,
      'trace ',
      h('code', {}, traceId),
      ', span ',
      h('code', {}, spanId),
      ', ',
      h('code', {}, path),
    ),
    h('pre', { dir: 'auto' }, ...shown),
  )
}

/** A place that does not cut a pair of surrogates. */
function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at + 1 : at
}
