import type { RulerBridge, RulerRow } from '../../../../shared/contract/rulers.ts'
import { formatRate, formatShortDay } from '../../../../shared/format.ts'
import type { Tone } from '../../../ui/tag.tsx'

/** A mean as its scale is read: a rate in percent, else three digits. */
export function formatScore(value: number, scale: RulerRow['scale']): string {
  return scale === 'graded' ? String(Number(value.toPrecision(3))) : formatRate(value)
}

/** `86.0 %` or `0.86`, with the interval behind it; the two largest labels where scores have no number. */
export function standingOf({ mean, low, high, scale, labels, traces }: RulerRow): {
  text: string
  interval: string | null
} {
  if (mean === null) {
    const shown = labels
      .slice(0, 2)
      .map(({ label, traces: count }) => `${label} ${formatRate(count / traces)}`)
    const more = labels.length > shown.length ? `, ${labels.length - shown.length} more` : ''
    return { text: shown.length > 0 ? shown.join(', ') + more : '–', interval: null }
  }
  const interval =
    low === null || high === null ? null : `${formatScore(low, scale)} to ${formatScore(high, scale)}`
  return { text: formatScore(mean, scale), interval }
}

export const SCALE_WORDS: Record<RulerRow['scale'], string> = {
  binary: 'rate of 0/1 scores',
  graded: 'mean of scores',
  label: 'shares of labels',
  none: 'no values',
}

export const KIND_WORDS = { human: 'people', code: 'code', llm: 'model' } as const

/** Letters and digits mixed, as a hash or a UUID has them; a name, a date or a count is told in full. */
const HASH = /^(?=.*\d)(?=.*[a-f])[\da-f-]{10,}$/i
const HASH_SHOWN = 7

/** Rubric and version, as short as they can be told apart; hashes by their beginning. */
export function rubricText({ rubric, rubricVersion }: Pick<RulerRow, 'rubric' | 'rubricVersion'>): string {
  const known = [rubric, rubricVersion].filter((part) => part !== null)
  return known.length === 0 ? 'none named' : known.map(shortened).join(' · ')
}

function shortened(name: string): string {
  return HASH.test(name) ? name.slice(0, HASH_SHOWN) : name
}

/** Who judged, and how the judge was asked where the source tells. */
export function judgeText({ judge, kind, parameters, judgePrompt }: RulerRow): string {
  const who = judge ?? (kind === null ? 'nobody named' : KIND_WORDS[kind])
  const how = [parameters, judgePrompt === null ? null : `prompt ${judgePrompt.slice(0, 12)}`]
  return [who, ...how.filter((part) => part !== null)].join(' · ')
}

export function periodText({ firstDay, lastDay }: RulerRow): string {
  if (firstDay === null || lastDay === null) return 'no clock'
  return firstDay === lastDay
    ? formatShortDay(firstDay)
    : `${formatShortDay(firstDay)} – ${formatShortDay(lastDay)}`
}

export const INDEPENDENCE: Record<
  RulerRow['independence']['verdict'],
  { text: string; tone: Tone; title: string }
> = {
  independent: {
    text: 'independent',
    tone: 'ok',
    title: 'The judge is of another maker than what it judges.',
  },
  own_family: { text: 'own family', tone: 'bad', title: 'The judge is of the same model line as' },
  own_maker: { text: 'own maker', tone: 'warn', title: 'The judge is of the same maker as' },
  unknown: { text: 'unknown', tone: 'neutral', title: 'It cannot be told who made what was judged' },
  no_model: { text: '–', tone: 'neutral', title: 'No model judged.' },
}

export const VERDICTS: Record<RulerBridge['verdict'], { text: string; tone: Tone }> = {
  carried_over: { text: 'same within 10 %', tone: 'ok' },
  differs: { text: 'not comparable', tone: 'bad' },
  not_enough: { text: 'not enough data', tone: 'neutral' },
}

/** A colour each, the latest ruler in the accent; beyond four they repeat, and the names beside them tell. */
const COLORS = ['var(--accent)', 'var(--c3)', 'var(--c4)', 'var(--c6)']
export function rulerColor(index: number, count: number): string {
  return COLORS[(count - 1 - index) % COLORS.length] ?? 'var(--accent)'
}
