import { z } from 'zod'

/** Kinds of values that are recognised in any text. */
export const DETECTOR_IDS = ['secret', 'email', 'phone', 'card', 'ip'] as const
export type DetectorId = (typeof DETECTOR_IDS)[number]

/** What each kind stands for, in words for people. */
export const DETECTOR_TITLES: Readonly<Record<DetectorId, string>> = {
  secret: 'Keys, tokens, passwords',
  email: 'E-mail addresses',
  phone: 'Phone numbers',
  card: 'Payment cards',
  ip: 'IP addresses',
}

/** Fields that can be left out whole, whatever stands in them. */
export const REDACTED_FIELDS = ['payloads', 'user_ids', 'paths'] as const
export type RedactedField = (typeof REDACTED_FIELDS)[number]

export const FIELD_TITLES: Readonly<Record<RedactedField, string>> = {
  payloads: 'All payloads (inputs, outputs, evidence)',
  user_ids: 'User and session ids',
  paths: 'Folders of files',
}

export const customRuleSchema = z.object({
  /** What stands in the pseudonym: `[name-1]`. */
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Lower-case letters, digits and _, at most 40.'),
  /** A JavaScript regular expression, without slashes and flags. */
  pattern: z.string().min(1).max(1000),
})
export type CustomRule = z.infer<typeof customRuleSchema>

/** What must not leave with a report or a shared workspace. */
export const redactionRulesSchema = z.object({
  detectors: z.array(z.enum(DETECTOR_IDS)),
  fields: z.array(z.enum(REDACTED_FIELDS)),
  custom: z.array(customRuleSchema).max(100),
})
export type RedactionRules = z.infer<typeof redactionRulesSchema>

/** On unless somebody says otherwise: every kind of value; folders, as they name people and customers. */
export const DEFAULT_REDACTION: RedactionRules = {
  detectors: [...DETECTOR_IDS],
  fields: ['paths'],
  custom: [],
}

export const NO_REDACTION: RedactionRules = { detectors: [], fields: [], custom: [] }

/** One value that was taken out, for the list to confirm; `sample` shows no more than its ends. */
export const redactedValueSchema = z.object({
  rule: z.string(),
  pseudonym: z.string(),
  sample: z.string(),
  count: z.number().int(),
})
export type RedactedValue = z.infer<typeof redactedValueSchema>

/** How many values of each rule were taken out, repetitions included. */
export function countByRule(values: readonly RedactedValue[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { rule, count } of values) counts[rule] = (counts[rule] ?? 0) + count
  return counts
}
