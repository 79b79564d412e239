import type { MethodOutput } from '../../../shared/contract.ts'
import type { HealthDay } from '../../../shared/contract/shifts.ts'
import type { VersionRow } from '../../../shared/contract/versions.ts'
import { dayOf, formatDay, formatPlural } from '../../../shared/format.ts'
import type { Block, ChartBlock, QuoteBlock } from '../../../shared/model/report-document.ts'
import { foldedIfLong, heading, note, paragraph, table } from '../block-makers.ts'

type NameOf = (category: string) => string
type Series = MethodOutput<'categories.series'>
type Signatures = MethodOutput<'categories.signatures'>
type Governance = MethodOutput<'governance.overview'>
type Notices = MethodOutput<'shifts.list'>['notices']

/** What was noticed and raised no alert. */
export function noticedBlocks(notices: Notices): Block[] {
  if (notices.length === 0) return [paragraph('Nothing beside the alerts was noticed.')]
  return notices.flatMap(({ title, text, on }) => [
    heading(on === null ? title : `${title}, ${formatDay(on)}`, 4),
    paragraph(text),
  ])
}

/** Every category that fired, beside what its baseline expects. */
export function categoryBlocks({ categories }: Series, nameOf: NameOf): Block[] {
  const fired = categories.filter((category) => category.fired > 0)
  const quiet = categories.length - fired.length
  const rows = fired
    .map(({ id, fired: k, evaluated, band, notEvaluable }) => {
      const rate = evaluated === 0 ? null : k / evaluated
      const usual = band?.rate ?? null
      return {
        id,
        k,
        evaluated,
        rate,
        usual,
        notEvaluable,
        gap: rate === null || usual === null ? null : rate - usual,
      }
    })
    .toSorted((a, b) => (b.gap ?? -1) - (a.gap ?? -1))
  return [
    table(
      'categories',
      'Sessions of the period, the largest rise first',
      [
        ['Category', 'text'],
        ['Failed', 'count'],
        ['Judged', 'count'],
        ['Rate', 'rate'],
        ['Baseline', 'rate'],
        ['Difference', 'points'],
        ['Not evaluable', 'count'],
      ],
      rows.map(({ id, k, evaluated, rate, usual, gap, notEvaluable }) => [
        nameOf(id),
        k,
        evaluated,
        rate,
        usual,
        gap,
        notEvaluable,
      ]),
    ),
    note(
      `${formatPlural(quiet, 'category', 'categories')} never fired in the period. A difference alone is no alert: single days and small numbers move by chance.`,
    ),
  ]
}

function ns(ms: number | null): number | null {
  return ms === null ? null : ms * 1e6
}

/** Availability, latency, tokens and cost by day. */
export function infrastructureBlocks(days: readonly HealthDay[]): Block[] {
  if (days.length === 0) return [paragraph('No day in the period.')]
  const chart = (
    id: string,
    title: string,
    unit: ChartBlock['unit'],
    valueOf: (day: HealthDay) => number | null,
  ): ChartBlock => ({
    kind: 'chart',
    id,
    title,
    unit,
    days: days.map((day) => ({ date: day.date, value: valueOf(day) })),
    band: null,
    baseline: null,
    shades: [],
    marks: [],
  })
  return [
    chart('availability', 'Share of runs that ended without an error', 'rate', (day) => day.availability),
    chart('latency', '95 % of runs ended within', 'duration', (day) => ns(day.latencyP95Ms)),
    table(
      'infrastructure',
      '',
      [
        ['Day', 'text'],
        ['Traces', 'count'],
        ['Without error', 'rate'],
        ['Half within', 'duration'],
        ['95 % within', 'duration'],
        ['Tokens a session', 'count'],
        ['Cost a session', 'cost'],
      ],
      days.map((day) => [
        day.date,
        day.traces,
        day.availability,
        ns(day.latencyP50Ms),
        ns(day.latencyP95Ms),
        day.tokensPerSession,
        day.costPerSession,
      ]),
    ),
  ]
}

export interface SignatureData {
  category: string
  groups: Signatures
  quotes: readonly QuoteBlock[]
}

/** Groups of like findings, each with how many traces carry it, and an example. */
export function signatureBlocks(all: readonly SignatureData[], nameOf: NameOf): Block[] {
  const found = all.filter(({ groups }) => groups.rows.length > 0)
  if (found.length === 0) return [paragraph('No finding to group.')]
  return found.flatMap((data) => categoryGroups(data, nameOf))
}

function categoryGroups({ category, groups, quotes }: SignatureData, nameOf: NameOf): Block[] {
  return [
    heading(nameOf(category)),
    {
      ...table(
        'signatures',
        `${formatPlural(groups.total, 'group')} of like findings, the most frequent first`,
        [
          ['Group', 'text', 'payloads'],
          ['Traces', 'count'],
          ['First', 'text'],
          ['Last', 'text'],
        ],
        groups.rows.map(({ signature, traces, firstUs, lastUs }) => [
          signature,
          traces,
          dayOf(firstUs),
          dayOf(lastUs),
        ]),
      ),
      left: groups.total - groups.rows.length,
    },
    ...quotes,
  ]
}

/** Who was evaluated by whom, and what that rests on. */
export function governanceBlocks({ agents, rulers, unknownModels }: Governance): Block[] {
  if (agents.length === 0) return [paragraph('No trace in the period.')]
  const own = agents.flatMap(({ agent, ownJudges }) =>
    ownJudges.map(
      ({ judge, model }) =>
        `${judge} judges ${model} of ${agent ?? 'an unnamed agent'}: both are of the same maker.`,
    ),
  )
  const changed = rulers.map(
    ({ agent, score, versions }) =>
      `${score} of ${agent ?? 'an unnamed agent'} was given by ${formatPlural(versions.length, 'ruler')}: ${versions.map(({ rubric, rubricVersion, judge }) => [rubric, rubricVersion, judge].filter((part) => part !== null).join(' ')).join('; ')}. They are not compared.`,
  )
  const unknown =
    unknownModels.length === 0 ? [] : [`The maker is not known of: ${unknownModels.join(', ')}.`]
  const items = [...own, ...changed, ...unknown]
  return [
    table(
      'coverage',
      'Evaluation coverage by agent',
      [
        ['Agent', 'text'],
        ['Traces', 'count'],
        ['Evaluated', 'rate'],
        ['Scores by people', 'count'],
        ['by models', 'count'],
        ['by code', 'count'],
        ['Incomplete traces', 'count'],
      ],
      agents.map(({ agent, traces, evaluated, byPerson, byModel, byCode, incomplete }) => [
        agent,
        traces,
        traces === 0 ? null : evaluated / traces,
        byPerson,
        byModel,
        byCode,
        incomplete,
      ]),
      50,
    ),
    ...(items.length === 0
      ? [note('No judge of the generator’s own maker, and no score by several rulers.')]
      : [{ kind: 'list', items } as const]),
  ]
}

const KINDS: Partial<Record<VersionRow['kind'], string>> = { tools: 'tool set', answered: 'answered by' }

/** Versions with their share of the traffic; `period` keeps those that came up in it. */
export function versionBlocks(
  rows: readonly VersionRow[],
  period: { from: string; to: string } | null,
): Block[] {
  const kept =
    period === null
      ? rows
      : rows.filter(({ marked }) => marked !== null && marked >= period.from && marked <= period.to)
  if (kept.length === 0)
    return [
      paragraph(
        period === null
          ? 'No version is told by the exports.'
          : 'No new version came into force in the period.',
      ),
    ]
  return [
    foldedIfLong(
      `${formatPlural(kept.length, 'version')} of prompts, tools, models, agents, rubrics and judges`,
      table(
        'versions',
        period === null ? 'Seen in the traces' : 'Came into force in the period',
        [
          ['Kind', 'text'],
          ['Version', 'text'],
          ['Agent', 'text'],
          ['First', 'text'],
          ['Last', 'text'],
          ['In force since', 'text'],
          ['Traces', 'count'],
          ['Share', 'rate'],
          ['Words', 'text', 'payloads'],
        ],
        kept.map(({ kind, label, agent, firstUs, lastUs, marked, traces, total, words, tools }) => [
          KINDS[kind] ?? kind,
          label,
          agent === '' ? null : agent,
          firstUs === null ? null : dayOf(firstUs),
          lastUs === null ? null : dayOf(lastUs),
          marked,
          traces,
          total === 0 ? null : traces / total,
          words ?? (tools === null ? null : tools.join(', ').slice(0, 160)),
        ]),
        120,
      ),
    ),
  ]
}
