import {
  DETECTOR_IDS,
  DETECTOR_TITLES,
  FIELD_TITLES,
  REDACTED_FIELDS,
  type RedactedValue,
  type RedactionRules,
} from '../../../shared/model/redaction.ts'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import { RedactedValues } from '../../ui/redacted-values.tsx'
import { ViewLink } from '../view.ts'
import styles from './redaction-panel.module.css'

/** What is taken out of this report, how often, and each value with its ends only, to be looked through before it goes out. */
export function RedactionPanel({
  rules,
  found,
  onChange,
}: {
  rules: RedactionRules
  found: readonly RedactedValue[] | undefined
  onChange: (rules: RedactionRules) => void
}) {
  const counts = new Map<string, number>()
  for (const { rule, count } of found ?? []) counts.set(rule, (counts.get(rule) ?? 0) + count)
  return (
    <div className={styles.panel}>
      <p className={styles.note}>
        On by default. Rules of your own are kept under{' '}
        <ViewLink to="/settings" search={{ section: 'redaction' }}>
          Settings
        </ViewLink>
        .
      </p>
      <ul className={styles.checks} aria-label="Values and fields">
        {DETECTOR_IDS.map((id) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={rules.detectors.includes(id)}
                onChange={() => onChange({ ...rules, detectors: toggle(rules.detectors, id) })}
              />
              <span>{DETECTOR_TITLES[id]}</span>
              <b>{formatCount(counts.get(id) ?? 0)}</b>
            </label>
          </li>
        ))}
        {REDACTED_FIELDS.map((field) => (
          <li key={field}>
            <label>
              <input
                type="checkbox"
                checked={rules.fields.includes(field)}
                onChange={() => onChange({ ...rules, fields: toggle(rules.fields, field) })}
              />
              <span>{FIELD_TITLES[field]}</span>
            </label>
          </li>
        ))}
      </ul>
      <h2 className={styles.title}>
        {found === undefined
          ? 'Taken out'
          : found.length === 0
            ? 'Nothing was found to take out'
            : `${formatPlural(found.length, 'value')} taken out`}
      </h2>
      {found !== undefined && found.length > 0 ? <RedactedValues values={found} /> : null}
    </div>
  )
}

function toggle<T extends string>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}
