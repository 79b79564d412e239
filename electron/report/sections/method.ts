import type { MethodOutput } from '../../../shared/contract.ts'
import type { CategoryInfo } from '../../../shared/contract/categories.ts'
import type { WatchState } from '../../../shared/contract/shifts.ts'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { formatCount, formatDayRange, formatPlural, formatRate } from '../../../shared/format.ts'
import type { Policy } from '../../../shared/model/policy.ts'
import type { Block } from '../../../shared/model/report-document.ts'
import { folded, paragraph, table } from '../block-makers.ts'

type Series = MethodOutput<'categories.series'>['categories'][number]

export interface MethodData {
  watch: WatchState
  baseline: BaselineEntry | null
  policy: Policy
  policyVersion: number
  catalogue: readonly CategoryInfo[]
  series: readonly Series[]
  staleTraces: number
}

/** How it was found and what it could not see. */
export function methodBlocks(data: MethodData): Block[] {
  const { watch, baseline, policy, staleTraces } = data
  const blind = data.series.filter(({ evaluated }) => evaluated === 0)
  return [
    paragraph(watch.sentence),
    ...(baseline === null ? [] : [paragraph(baselineText(baseline))]),
    paragraph(
      `A shift is a sustained deviation from the baseline: at most one false alert is expected in ${formatCount(policy.budgetDays)} days over everything watched together. ${
        policy.share < 1
          ? `${formatRate(policy.share)} of the sessions are counted, the same ones every time. `
          : ''
      }Rates are shares of sessions; days are UTC; intervals are 95 %.`,
    ),
    paragraph(limitText(watch, blind.length, data.catalogue.length, staleTraces)),
    folded('Categories: rule versions, and how much could be judged', [categoryTable(data)]),
    ...quietDays(policy),
  ]
}

function baselineText({ version, kind, from, to, sessions, reason, excluded }: BaselineEntry): string {
  const without =
    excluded.length === 0
      ? ''
      : `, without ${formatPlural(excluded.length, 'stretch', 'stretches')} of days left out`
  const why = reason === '' ? '' : `: ${reason}`
  return `Baseline version ${version} (${kind.replaceAll('_', ' ')}) is ${formatDayRange(from, to)} with ${formatPlural(sessions, 'session')}${without}${why}${/[.!?]$/.test(why) ? '' : '.'}`
}

function limitText(watch: WatchState, blind: number, all: number, stale: number): string {
  const parts = [
    `${formatCount(watch.streamsWithTooLittleData)} of ${formatCount(watch.streams)} watched streams have too little data to show a doubling within 28 days.`,
    `${formatCount(blind)} of ${formatCount(all)} categories could be judged on no trace: the exports lack the fields.`,
  ]
  if (stale > 0) parts.push(`${formatPlural(stale, 'trace')} had not been analysed by the rules named here.`)
  return parts.join(' ')
}

function categoryTable({ catalogue, series }: MethodData): Block {
  const byId = new Map(series.map((own) => [own.id, own]))
  return table(
    'categories-judged',
    '',
    [
      ['Category', 'text'],
      ['Id', 'text'],
      ['Rule', 'count'],
      ['Judged', 'count'],
      ['Fired', 'count'],
      ['Not evaluable', 'rate'],
    ],
    catalogue.map(({ id, name, version }) => {
      const own = byId.get(id)
      const evaluated = own?.evaluated ?? 0
      const not = own?.notEvaluable ?? 0
      return [
        name,
        id,
        version,
        evaluated,
        own?.fired ?? 0,
        evaluated + not === 0 ? null : not / (evaluated + not),
      ]
    }),
  )
}

function quietDays({ quiet, unwatchedCategories, unwatchedSegments }: Policy): Block[] {
  const items = [
    ...quiet.map(({ from, to, reason }) => `${formatDayRange(from, to)} never counts: ${reason}`),
    ...unwatchedCategories.map((id) => `The category ${id} is shown and never alerts.`),
    ...unwatchedSegments.map((segment) => `The segment ${segment} is shown and never alerts.`),
  ]
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}
