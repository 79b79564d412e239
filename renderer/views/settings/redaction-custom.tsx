import { useState } from 'react'
import { type CustomRule, customRuleSchema } from '../../../shared/model/redaction.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './redaction.module.css'
import { Group } from './section.tsx'

/** Rules of one's own: customer numbers, project names, hosts. */
export function RedactionCustom({
  rules,
  onChange,
}: {
  rules: readonly CustomRule[]
  onChange: (rules: CustomRule[]) => void
}) {
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState('')
  const problem = problemOf({ name, pattern }, rules)
  const add = () => {
    onChange([...rules, { name, pattern }])
    setName('')
    setPattern('')
  }
  return (
    <Group
      title="Your own"
      note="A regular expression and the name of its stand-ins: C-\d{4} named customer becomes [customer-1]."
    >
      {rules.length > 0 ? (
        <ul className={styles.rules}>
          {rules.map((rule) => (
            <li key={rule.name}>
              <b>{rule.name}</b>
              <code>{rule.pattern}</code>
              <Button
                variant="quiet"
                aria-label={`Remove the rule ${rule.name}`}
                onClick={() => onChange(rules.filter((other) => other !== rule))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <form
        className={styles.adding}
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === null && name !== '') add()
        }}
      >
        <TextField
          label="Name of the rule"
          placeholder="customer"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Regular expression"
          placeholder="C-\d{4}"
          mono
          value={pattern}
          problem={name === '' && pattern === '' ? undefined : problem}
          onChange={(event) => setPattern(event.target.value)}
        />
        <Button type="submit" disabled={problem !== null}>
          Add rule
        </Button>
      </form>
    </Group>
  )
}

/** What is wrong with a new rule, in a sentence; null where it can be added. */
function problemOf(rule: CustomRule, rules: readonly CustomRule[]): string | null {
  const parsed = customRuleSchema.safeParse(rule)
  if (!parsed.success)
    return rule.pattern === '' ? 'An expression is needed.' : (parsed.error.issues[0]?.message ?? '')
  if (rules.some(({ name }) => name === rule.name)) return `There is a rule ${rule.name} already.`
  try {
    RegExp(rule.pattern, 'u')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : 'This is no regular expression.'
  }
}
