import { DEFAULT_REDACTION, type RedactionRules, redactionRulesSchema } from '../../shared/model/redaction.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readSetting, writeSetting } from './settings.ts'

const KEY = 'redaction'

/** What is redacted in this workspace's reports and exports unless one says otherwise. */
export function readRedactionRules(connection: ReadConnection): RedactionRules {
  const text = readSetting(connection, KEY)
  return text === null ? DEFAULT_REDACTION : redactionRulesSchema.parse(JSON.parse(text))
}

export function writeRedactionRules(connection: WriteConnection, rules: RedactionRules): void {
  writeSetting(connection, KEY, JSON.stringify(rules))
}
