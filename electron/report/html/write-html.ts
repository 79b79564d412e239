import type { ReportDocument } from '../../../shared/model/report-document.ts'
import { redactionText } from '../redaction-text.ts'
import { blockOf, type HtmlOptions } from './blocks.ts'
import { STYLE } from './style.ts'
import { REPORT_STYLE_SOURCE } from './style-source.ts'
import { escape, h, join, type Markup } from './tag.ts'

/** No script, no request, no frame, no form; only this style. */
export const POLICY = [
  "default-src 'none'",
  `style-src ${REPORT_STYLE_SOURCE}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** A report as one file that opens anywhere, offline, and runs nothing. The document must be finished. */
export function writeHtml(document: ReportDocument, options: HtmlOptions = { isUnfolded: false }): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escape(document.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    join(headOf(document), mainOf(document, options), footOf(document)).toString(),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function mainOf(document: ReportDocument, options: HtmlOptions): Markup {
  return h(
    'main',
    {},
    contentsOf(document),
    document.sections.map((section) => sectionOf(section, options)),
  )
}

function headOf({ title, subtitle }: ReportDocument): Markup {
  return h(
    'header',
    { class: 'top' },
    h('p', { class: 'brand' }, 'Tidemark report'),
    h('h1', { dir: 'auto' }, title),
    h('p', { class: 'subtitle' }, subtitle),
  )
}

function contentsOf({ sections }: ReportDocument): Markup | null {
  if (sections.length < 3) return null
  return h(
    'nav',
    { 'aria-label': 'Contents' },
    h('h2', {}, 'Contents'),
    h(
      'ol',
      {},
      sections.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, title))),
    ),
  )
}

function sectionOf({ id, title, blocks }: ReportDocument['sections'][number], options: HtmlOptions): Markup {
  return h(
    'section',
    { id },
    h('h2', {}, title),
    blocks.map((block) => blockOf(block, options)),
  )
}

function footOf({ left, redaction, appVersion }: ReportDocument): Markup {
  return h(
    'footer',
    { class: 'foot' },
    left.length === 0 ? null : h('p', {}, `Left out: ${left.join(' ')}`),
    h('p', {}, redactionText(redaction)),
    h('p', {}, `Made by Tidemark ${appVersion}. This file holds no script and asks nothing of any network.`),
  )
}
