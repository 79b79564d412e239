import { createRedactor } from '../../../redaction/redactor.ts'
import { DEFAULT_REDACTION, DETECTOR_IDS, type DetectorId } from '../../../../shared/model/redaction.ts'
import type { Case } from './corpus.ts'

export interface RedactionScore {
  half: Case['half']
  kind: DetectorId
  planted: number
  caught: number
  /** Values taken out that nobody planted. */
  wrong: number
  missed: string[]
  mistaken: string[]
}

/** Each case through a redactor of its own: what was planted must be gone, what was not must stand. */
export function scoreRedaction(cases: readonly Case[]): RedactionScore[] {
  const scores = new Map<string, RedactionScore>()
  const of = (half: Case['half'], kind: DetectorId): RedactionScore => {
    const key = `${half} ${kind}`
    const score = scores.get(key) ?? { half, kind, planted: 0, caught: 0, wrong: 0, missed: [], mistaken: [] }
    scores.set(key, score)
    return score
  }
  for (const half of ['tuned', 'held out'] as const) for (const kind of DETECTOR_IDS) of(half, kind)
  for (const { half, kind, value, text } of cases) {
    const redactor = createRedactor(DEFAULT_REDACTION)
    const redacted = redactor.redact(text)
    let own = 0
    if (kind !== null) {
      const score = of(half, kind)
      const isGone = !redacted.includes(value)
      score.planted += 1
      if (isGone) score.caught += 1
      else score.missed.push(text)
      own = isGone ? 1 : 0
    }
    for (const found of redactor.found()) {
      if (own > 0 && found.rule === kind) {
        own -= 1
        continue
      }
      const score = of(half, found.rule as DetectorId)
      score.wrong += found.count
      score.mistaken.push(`${text} -> ${redacted}`)
    }
  }
  return [...scores.values()]
}

export function precisionOf({ caught, wrong }: RedactionScore): number {
  return caught + wrong === 0 ? 1 : caught / (caught + wrong)
}

export function recallOf({ planted, caught }: RedactionScore): number {
  return planted === 0 ? 1 : caught / planted
}
