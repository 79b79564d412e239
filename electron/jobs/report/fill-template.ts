import { addDays } from '../../../shared/format.ts'
import type { ReportRequest, ReportTemplate } from '../../../shared/model/report.ts'
import { comparePresets } from '../../store/compare-presets.ts'
import type { ReadConnection } from '../../store/connection.ts'
import { readRedactionRules } from '../../store/redaction-rules.ts'
import { shiftQueries } from '../../store/shift-queries.ts'

export interface TemplateWishes {
  a?: string
  b?: string
  shifts?: readonly string[]
  traces?: readonly string[]
}

type Sections = ReportRequest['sections']

const TITLES: Readonly<Record<ReportTemplate, string>> = {
  incident: 'What shifted',
  weekly: 'The week in agent behaviour',
  comparison: 'Comparison of two sets of traces',
}

/** Days of a digest. */
const WEEK = 7

/**
 * A request filled in from what the workspace holds. Days come from the data, never from the clock, so that the same
 * workspace gives the same report.
 */
export function fillTemplate(
  connection: ReadConnection,
  template: ReportTemplate,
  wishes: TemplateWishes = {},
): ReportRequest {
  const { watch } = shiftQueries(connection).list({})
  const last = watch.lastClosedDay
  const period =
    template === 'weekly' && last !== null ? { from: addDays(last, 1 - WEEK), to: last } : undefined
  return {
    title: TITLES[template],
    template,
    author: '',
    atUs: null,
    ...(period === undefined ? {} : { period }),
    sections: sectionsOf(connection, template, wishes),
    redaction: readRedactionRules(connection),
  }
}

function sectionsOf(connection: ReadConnection, template: ReportTemplate, wishes: TemplateWishes): Sections {
  const { shifts, traces } = wishes
  const extra: Sections = traces === undefined ? [] : [{ kind: 'traces', ids: [...traces] }]
  const rest: Sections = [{ kind: 'method' }, { kind: 'sources' }]
  if (template === 'comparison') {
    const [preset] = comparePresets(connection)
    const sides = { a: wishes.a ?? preset?.a ?? '', b: wishes.b ?? preset?.b ?? '' }
    return [
      { kind: 'summary', text: '' },
      { kind: 'comparison', ...sides },
      { kind: 'differs', ...sides },
      ...extra,
      { kind: 'versions', only: 'all' },
      ...rest,
    ]
  }
  const compared: Sections =
    wishes.a === undefined && wishes.b === undefined
      ? []
      : [{ kind: 'comparison', a: wishes.a ?? '', b: wishes.b ?? '' }]
  if (template === 'weekly')
    return [
      { kind: 'summary', text: '' },
      { kind: 'shifts', pick: shifts === undefined ? 'period' : [...shifts] },
      { kind: 'noticed' },
      { kind: 'categories' },
      ...compared,
      { kind: 'infrastructure' },
      { kind: 'versions', only: 'new' },
      { kind: 'governance' },
      ...extra,
      ...rest,
    ]
  return [
    { kind: 'summary', text: '' },
    { kind: 'shifts', pick: shifts === undefined ? 'open' : [...shifts] },
    { kind: 'signatures', limit: 8 },
    ...compared,
    traces === undefined ? { kind: 'traces' } : { kind: 'traces', ids: [...traces] },
    { kind: 'noticed' },
    { kind: 'versions', only: 'all' },
    ...rest,
  ]
}
