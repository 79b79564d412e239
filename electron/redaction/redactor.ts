import {
  type DetectorId,
  type RedactedField,
  type RedactedValue,
  type RedactionRules,
} from '../../shared/model/redaction.ts'
import { findCustom } from './custom-detector.ts'
import { type Detector, findHits, type Hit } from './detector.ts'
import { PERSON_DETECTORS } from './person-patterns.ts'
import { isSecretUnder, SECRET_DETECTORS } from './secret-patterns.ts'

const DETECTORS: readonly Detector[] = [...SECRET_DETECTORS, ...PERSON_DETECTORS]

/** What a redactor leaves in the place of a value, as it may stand in a text that was redacted before. */
const PSEUDONYM = /\[[a-z][\w ]{0,40}-\d{1,9}\]/gi

export interface Redactor {
  /** The text without what must not be shown; `field` says what it is, where it can be left out whole. */
  redact(text: string, field?: RedactedField): string
  /** The same for a value that stands under a name, e.g. `password`: the name may be what gives it away. */
  redactNamed(name: string, text: string, field?: RedactedField): string
  /** What was taken out so far, in the order it was met. */
  found(): RedactedValue[]
}

/**
 * One redactor for one report or export: the same value has the same pseudonym in all of it, e.g. `[email-3]`, numbered in
 * the order values are met. AppError `rule_invalid`.
 */
export function createRedactor(rules: RedactionRules): Redactor {
  const wanted = new Set<string>(rules.detectors satisfies DetectorId[])
  const detectors = DETECTORS.filter(({ rule }) => wanted.has(rule))
  const fields = new Set(rules.fields)
  const values = new Map<string, RedactedValue>()
  const sizes = new Map<string, number>()
  /** Stand-ins of an earlier redaction: no other value may get the same. */
  const taken = new Set<string>()

  const pseudonymOf = (rule: string, value: string): string => {
    const key = `${rule} ${value}`
    const known = values.get(key)
    if (known !== undefined) {
      known.count += 1
      return known.pseudonym
    }
    let number = (sizes.get(rule) ?? 0) + 1
    while (taken.has(`[${rule}-${number}]`)) number += 1
    sizes.set(rule, number)
    const pseudonym = `[${rule}-${number}]`
    values.set(key, { rule, pseudonym, sample: maskOf(value), count: 1 })
    return pseudonym
  }

  const redact = (text: string, field?: RedactedField): string => {
    if (text === '') return text
    for (const [pseudonym] of text.matchAll(PSEUDONYM)) taken.add(pseudonym)
    if (field !== undefined && fields.has(field)) return leaveOut(text, field, pseudonymOf)
    const hits = detectors.flatMap((detector) => findHits(text, detector))
    for (const rule of rules.custom) hits.push(...findCustom(text, rule))
    return replaceHits(text, hits, pseudonymOf)
  }

  return {
    redact,
    redactNamed: (name, text, field) => {
      const isSecret = wanted.has('secret') && !text.startsWith('[') && isSecretUnder(name, text)
      return isSecret ? pseudonymOf('secret', text) : redact(text, field)
    },
    found: () => [...values.values()],
  }
}

/** Longer than what names nobody: a folder or an id keeps a pseudonym, a payload its length. */
function leaveOut(
  text: string,
  field: RedactedField,
  pseudonymOf: (rule: string, value: string) => string,
): string {
  if (field === 'payloads') return `[payload of ${text.length} characters left out]`
  if (field === 'user_ids') return pseudonymOf('id', text)
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
}

/** Of stretches that overlap, the one of the earlier detector stands; what it leaves of others is taken out with it. */
function replaceHits(
  text: string,
  hits: readonly Hit[],
  pseudonymOf: (rule: string, value: string) => string,
): string {
  if (hits.length === 0) return text
  const merged: Hit[] = []
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last !== undefined && hit.start < last.end) last.end = Math.max(last.end, hit.end)
    else merged.push({ ...hit })
  }
  let out = ''
  let at = 0
  for (const { rule, start, end } of merged) {
    out += text.slice(at, start) + pseudonymOf(rule, text.slice(start, end))
    at = end
  }
  return out + text.slice(at)
}

/** Enough to recognise a value one knows, too little to use it: its ends, of long ones. */
function maskOf(value: string): string {
  const letters = Array.from(value)
  if (letters.length < 8) return `${letters[0] ?? ''}…`
  return `${letters.slice(0, 2).join('')}…${letters.slice(-2).join('')}`
}
