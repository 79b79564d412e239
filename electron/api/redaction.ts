import type { Handlers } from '../../shared/contract.ts'
import { checkRule } from '../redaction/custom-detector.ts'
import { createRedactor } from '../redaction/redactor.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import { readRedactionRules, writeRedactionRules } from '../store/redaction-rules.ts'

interface RedactionDeps {
  reader: () => ReadConnection
}

type Methods = 'redaction.get' | 'redaction.save' | 'redaction.try'

export function redactionHandlers({ reader }: RedactionDeps): Pick<Handlers, Methods> {
  return {
    'redaction.get': () => readRedactionRules(reader()),
    'redaction.save': ({ rules }) => {
      for (const rule of rules.custom) checkRule(rule)
      writeDurably(reader(), (writer) => writeRedactionRules(writer, rules))
      return {}
    },
    'redaction.try': ({ rules, text }) => {
      const redactor = createRedactor(rules)
      return { text: redactor.redact(text), found: redactor.found() }
    },
  }
}
