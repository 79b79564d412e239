import { reportSectionSchema, type ReportSectionRequest } from '../../../shared/model/report.ts'
import { formatPlural } from '../../../shared/format.ts'

export type Section = ReportSectionRequest
export type SectionKind = Section['kind']

/** What each section is called, and what it tells. */
export const SECTION_WORDS: Readonly<Record<SectionKind, readonly [title: string, text: string]>> = {
  summary: ['Summary', 'what happened, in sentences to read aloud'],
  shifts: ['Shifts', 'each with its course, causes, segments and examples'],
  comparison: ['Comparison', 'two sets of traces, b against a'],
  differs: ['What differs', 'versions, tools and attributes of the two sides'],
  signatures: ['Signatures', 'groups of like findings, an example each'],
  traces: ['Conversations', 'traces that can be read'],
  notes: ['Notes', 'your own words'],
  noticed: ['Noticed, no alert', 'traffic, rulers, inputs, too little data'],
  categories: ['Categories', 'each beside its baseline'],
  infrastructure: ['Infrastructure', 'availability, latency, tokens, cost'],
  governance: ['Evaluations', 'who was evaluated by whom'],
  versions: ['Versions', 'prompts, models, tool sets, judges'],
  method: ['Method and limits', 'what was watched, and what could not be seen'],
  sources: ['Sources', 'files and their hashes'],
}

const STARTS: Readonly<{ [K in SectionKind]?: Extract<Section, { kind: K }> }> = {
  summary: { kind: 'summary', text: '' },
  notes: { kind: 'notes', text: '' },
  shifts: { kind: 'shifts', pick: 'open' },
  comparison: { kind: 'comparison', a: '', b: '' },
  differs: { kind: 'differs', a: '', b: '' },
  signatures: { kind: 'signatures', limit: 8 },
  versions: { kind: 'versions', only: 'all' },
}

/** A section of a kind as it begins. */
export function newSection(kind: SectionKind): Section {
  return STARTS[kind] ?? reportSectionSchema.parse({ kind })
}

const PICKS: Readonly<Record<string, string>> = {
  open: 'those that are open',
  period: 'those of the period',
  all: 'all of them',
}

/** What a section picks, in a few words; '' where it picks nothing. */
export function tellPick(section: Section): string {
  if ('pick' in section)
    return Array.isArray(section.pick)
      ? formatPlural(section.pick.length, 'chosen shift')
      : (PICKS[section.pick] ?? '')
  if ('a' in section)
    return section.a === '' && section.b === '' ? 'two filters are needed' : `${section.a} → ${section.b}`
  if ('text' in section) return section.text.split('\n', 1)[0] ?? ''
  if ('only' in section) return section.only === 'new' ? 'new ones' : ''
  if (section.kind !== 'traces') return ''
  return section.ids === undefined
    ? 'examples of the shifts'
    : formatPlural(section.ids.length, 'chosen trace')
}

/** The sections with one moved by some places; it stays inside. */
export function moved(sections: readonly Section[], from: number, to: number): Section[] {
  const section = sections[from]
  if (section === undefined) return [...sections]
  const rest = sections.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, section)
}
