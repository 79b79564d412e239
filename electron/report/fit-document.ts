import { formatCount } from '../../shared/format.ts'
import type { Block, ConversationBlock, ReportDocument } from '../../shared/model/report-document.ts'
import type { ReportFormat } from '../../shared/model/report.ts'
import { writeHtml } from './html/write-html.ts'

/** A page that a mail carries and a telephone opens. */
const BUDGET = 1_000_000

/** How much each try leaves, until the page fits: turns of a conversation, characters of a turn, rows of a table. */
const TRIES = [
  { turns: 60, characters: 2000, rows: 200 },
  { turns: 30, characters: 1000, rows: 100 },
  { turns: 16, characters: 500, rows: 50 },
  { turns: 8, characters: 250, rows: 25 },
  { turns: 4, characters: 120, rows: 12 },
] as const

type Turn = ConversationBlock['turns'][number]
type Limits = (typeof TRIES)[number]

/**
 * A document whose HTML keeps to the size budget; what it costs is said where it is missing, and at the end. Data
 * formats (CSV, JSON) hold everything that was gathered.
 */
export function fitDocument(document: ReportDocument, format: ReportFormat): ReportDocument {
  if (format === 'csv' || format === 'json') return document
  let fitted = document
  for (const limits of TRIES) {
    if (Buffer.byteLength(writeHtml(fitted)) <= BUDGET) return fitted
    fitted = shorten(document, limits)
  }
  return Buffer.byteLength(writeHtml(fitted)) <= BUDGET ? fitted : dropTraces(fitted)
}

function shorten(document: ReportDocument, limits: Limits): ReportDocument {
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => shortenBlock(block, limits)),
    })),
    left: [
      ...document.left,
      `To keep the file below 1 MB, conversations are cut to ${formatCount(limits.turns)} turns of ${formatCount(limits.characters)} characters and tables to ${formatCount(limits.rows)} rows; JSON and CSV hold more.`,
    ],
  }
}

function shortenBlock(block: Block, limits: Limits): Block {
  if (block.kind === 'details')
    return { ...block, blocks: block.blocks.map((inner) => shortenBlock(inner, limits)) }
  if (block.kind === 'table') {
    const rows = block.rows.slice(0, limits.rows)
    return { ...block, rows, left: block.left + block.rows.length - rows.length }
  }
  if (block.kind !== 'conversation') return block
  // What was found stays, with the steps right before it; then the beginning.
  const places = block.turns.map((_turn, index) => index)
  const found = places.filter((index) => (block.turns[index]?.findings.length ?? 0) > 0)
  const distance = (index: number): number =>
    Math.min(index + 1, ...found.map((place) => Math.abs(place - index)))
  const kept = new Set(places.toSorted((a, b) => distance(a) - distance(b) || a - b).slice(0, limits.turns))
  return {
    ...block,
    left: block.left + block.turns.length - kept.size,
    turns: block.turns.filter((_turn, index) => kept.has(index)).map((turn) => shortenTurn(turn, limits)),
  }
}

function shortenTurn(turn: Turn, { characters }: Limits): Turn {
  const left = turn.left + Math.max(0, turn.text.length - characters)
  return { ...turn, text: turn.text.slice(0, characters).toWellFormed(), left }
}

/** The last way out: sections of single traces and of groups go, with a sentence. */
function dropTraces(document: ReportDocument): ReportDocument {
  const gone = document.sections.filter(({ kind }) => kind === 'traces' || kind === 'signatures')
  return {
    ...document,
    sections: document.sections.filter((section) => !gone.includes(section)),
    left: [
      ...document.left,
      ...gone.map(({ title }) => `The section “${title}” did not fit; JSON and CSV hold it.`),
    ],
  }
}
