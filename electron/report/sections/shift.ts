import type { MethodOutput } from '../../../shared/contract.ts'
import type { Agreement } from '../../../shared/contract/annotations.ts'
import type { Annotation } from '../../../shared/model/annotation.ts'
import type { Mark } from '../../../shared/contract/shifts.ts'
import {
  formatCount,
  formatDay,
  formatDays,
  formatExpected,
  formatPlural,
  formatPoints,
  formatRate,
  formatRatio,
  formatTime,
} from '../../../shared/format.ts'
import type { Block, ChartBlock, QuoteBlock } from '../../../shared/model/report-document.ts'
import { folded, heading, note, paragraph, table } from '../block-makers.ts'
import { agreementBlocks, noteBlocks } from './notes.ts'
import { versionText } from '../version-words.ts'

type Detail = MethodOutput<'shifts.detail'>

/** A finding behind a shift, as the folded list names it. */
export interface BehindRow {
  traceId: string
  spanId: string
  startUs: number
  signature: string
  text: string
}

export interface ShiftData extends Detail {
  category: { name: string; definition: string; version: number }
  baseline: { from: string; to: string } | null
  /** The last day that is counted. */
  lastDay: string | null
  behind: { rows: readonly BehindRow[]; total: number }
  /** The evidence of each example in what stands around it. */
  quotes: readonly QuoteBlock[]
  differs: MethodOutput<'compare.differs'> | null
  /** What people wrote on the shift, and on its category. */
  notes: readonly Annotation[]
  categoryNotes: readonly Annotation[]
  /** People's own labels against the category; null where there are none. */
  agreement: Agreement | null
}

/** In large workspaces evidence outgrows what a number holds. */
const MOST_EVIDENCE = 1e6

/** One shift: its sentence, its numbers, its course, what came up near its onset, and the spans that prove it. */
export function shiftBlocks(data: ShiftData): Block[] {
  const { shift } = data
  return [
    heading(shift.segment === null ? data.category.name : `${data.category.name} in ${shift.segment}`),
    paragraph(shift.sentence),
    { kind: 'facts', items: factsOf(data) },
    rateChart(data),
    ...causeBlocks(data),
    ...segmentBlocks(data),
    ...differBlocks(data),
    ...data.quotes,
    ...foldedBlocks(data),
    ...decisionBlocks(data),
    ...noteBlocks('Notes', data.notes),
  ]
}

function factsOf({ shift, lastDay, first }: ShiftData): { label: string; value: string }[] {
  const facts = [
    { label: 'Since', value: formatDay(shift.onset) },
    { label: 'Observed', value: formatPlural(shift.observed, 'session') },
    { label: 'Expected', value: formatExpected(shift.expected) },
    { label: 'Ratio', value: `× ${formatRatio(shift.ratio)}` },
    { label: '95 % interval', value: `${formatRatio(shift.low)} to ${formatRatio(shift.high)}` },
    { label: 'Rate', value: `${formatRate(shift.baselineRate)} → ${formatRate(shift.currentRate)}` },
    { label: 'By behaviour', value: formatPoints(shift.behaviour) },
    { label: 'By traffic mix', value: formatPoints(shift.mix) },
    { label: 'Alert raised', value: formatDay(shift.openedOn) },
    { label: 'State', value: stateOf(shift, lastDay) },
  ]
  if (first !== null && first.expected > 0)
    facts.push({
      label: 'Against the first baseline',
      value: `${formatCount(first.observed)} of ${formatExpected(first.expected)} expected`,
    })
  return facts
}

function stateOf({ state, closedOn, isAccepted }: Detail['shift'], lastDay: string | null): string {
  if (closedOn !== null) return `${isAccepted ? 'accepted' : 'closed'} ${formatDay(closedOn)}`
  return lastDay === null ? state : `open on ${formatDay(lastDay)}`
}

function rateChart({ shift, baseline }: ShiftData): ChartBlock {
  return {
    kind: 'chart',
    id: 'shift-days',
    title: 'Share of sessions with it, by day',
    unit: 'rate',
    days: shift.days.map(({ date, n, k }) => ({ date, n, k, value: n === 0 ? null : k / n })),
    band: shift.band,
    baseline,
    shades: [{ from: shift.onset, to: shift.closedOn, label: `since ${formatDay(shift.onset)}` }],
    marks: marksOf(shift.marks),
  }
}

export function marksOf(marks: readonly Mark[]): ChartBlock['marks'] {
  return marks.map(({ date, kind, label, agent }) => ({
    date,
    label: agent === null ? versionText(kind, label, true) : `${versionText(kind, label, true)} (${agent})`,
  }))
}

function causeBlocks({ shift: { causes } }: ShiftData): Block[] {
  if (causes.length === 0)
    return [
      note(
        'No version of a prompt, model, tool set, agent or provider came into force in the week before the onset.',
      ),
    ]
  return [
    table(
      'shift-causes',
      'Versions that came into force near the onset: candidates, not proof; the likeliest first',
      [
        ['What', 'text'],
        ['Before', 'text'],
        ['After', 'text'],
        ['Day', 'text'],
        ['Against the onset', 'text'],
        ['In its traces', 'rate'],
      ],
      causes.map(({ kind, label, before, date, days, share }) => [
        kind,
        before,
        label,
        formatDay(date),
        againstOnset(days),
        share,
      ]),
    ),
  ]
}

/** Days from a change to the onset in words. */
function againstOnset(days: number): string {
  if (days === 0) return 'on its day'
  return days > 0 ? `${formatDays(days)} before` : `${formatDays(-days)} after`
}

function segmentBlocks({ segments }: ShiftData): Block[] {
  if (segments.length === 0) return []
  return [
    table(
      'shift-segments',
      'Sessions since the onset by segment, beside what its baseline expects',
      [
        ['Segment', 'text'],
        ['Sessions', 'count'],
        ['Failed', 'count'],
        ['Expected', 'expected'],
        ['Odds', 'ratio'],
        ['95 % from', 'ratio'],
        ['to', 'ratio'],
      ],
      segments.map(({ segment, n, k, expected, odds }) => [
        segment,
        n,
        k,
        expected,
        odds?.ratio ?? null,
        odds?.low ?? null,
        odds?.high ?? null,
      ]),
      12,
    ),
  ]
}

function differBlocks({ differs }: ShiftData): Block[] {
  if (differs === null || differs.values.length === 0) return []
  return [
    differTable(
      differs,
      'What the failing traces have more or less often than the traces before the onset',
      'before',
      'failing',
    ),
  ]
}

/** What two sets of traces differ in. */
export function differTable(
  { values, left }: MethodOutput<'compare.differs'>,
  title: string,
  a: string,
  b: string,
): Block {
  const most = 15
  const own = table(
    'differs',
    title,
    [
      ['What', 'text'],
      ['Value', 'text'],
      [`In ${a}`, 'rate'],
      [`In ${b}`, 'rate'],
      ['Difference', 'points'],
      ['95 % from', 'points'],
      ['to', 'points'],
    ],
    values.map(({ dimension, value, a: ofA, b: ofB, difference, low, high }) => [
      dimension,
      value,
      ofA.n === 0 ? null : ofA.k / ofA.n,
      ofB.n === 0 ? null : ofB.k / ofB.n,
      difference,
      low,
      high,
    ]),
    most,
  )
  return { ...own, left: own.left + left }
}

function foldedBlocks({
  behind,
  evidence,
  shift,
  baseline,
  category,
  categoryNotes,
  agreement,
}: ShiftData): Block[] {
  const blocks: Block[] = []
  if (behind.rows.length > 0)
    blocks.push(
      folded(`The spans behind it: ${formatPlural(behind.total, 'finding')} since the onset`, [
        {
          ...table(
            'shift-spans',
            '',
            [
              ['Time (UTC)', 'time'],
              ['Trace', 'text'],
              ['Span', 'text'],
              ['Group', 'text', 'payloads'],
              ['Evidence', 'text', 'payloads'],
            ],
            behind.rows.map(({ startUs, traceId, spanId, signature, text }) => [
              startUs,
              traceId,
              spanId,
              signature,
              text,
            ]),
          ),
          left: behind.total - behind.rows.length,
        },
      ]),
    )
  const days = evidence.filter(({ value }) => value > 0)
  if (days.length > 0)
    blocks.push(
      folded('Evidence gathered by day: 1 raises the alert', [
        {
          kind: 'chart',
          id: 'shift-evidence',
          title:
            'Evidence by day, as a share of what raises an alert; beyond a million times it is a million',
          unit: 'threshold',
          days: evidence.map(({ date, value }) => ({ date, value: Math.min(value, MOST_EVIDENCE) })),
          band: null,
          baseline,
          shades: [{ from: shift.onset, to: shift.closedOn, label: '' }],
          marks: [],
        },
      ]),
    )
  blocks.push(
    folded('What counts', [
      note(`${category.definition} (rule version ${category.version})`),
      ...agreementBlocks(agreement),
      ...noteBlocks('Notes on the category', categoryNotes),
    ]),
  )
  return blocks
}

const DECISIONS = {
  acknowledge: 'Acknowledged',
  regression: 'Confirmed as a regression',
  mute: 'Muted',
} as const

function decisionBlocks({ decisions }: ShiftData): Block[] {
  const held = decisions.filter(({ undoneUs }) => undoneUs === null)
  if (held.length === 0) return []
  return [
    heading('What people made of it', 4),
    {
      kind: 'list',
      items: held.map(({ kind, text, until, author, atUs }) => {
        const who = author === '' ? '' : ` by ${author}`
        const end = until === null ? '' : ` until ${formatDay(until)}`
        return `${DECISIONS[kind]}${end}${who}, ${formatTime(atUs)}${text === '' ? '' : `: ${text}`}`
      }),
    },
  ]
}
