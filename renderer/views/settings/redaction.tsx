import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DETECTOR_IDS,
  DETECTOR_TITLES,
  FIELD_TITLES,
  REDACTED_FIELDS,
  type RedactionRules,
} from '../../../shared/model/redaction.ts'
import { call } from '../../api/client.ts'
import { callOptions, useCall } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Loading, messageOf } from '../../ui/states.tsx'
import { toggled } from './policy-draft.ts'
import policy from './policy-fields.module.css'
import { RedactionCustom } from './redaction-custom.tsx'
import { RedactionTry } from './redaction-try.tsx'
import styles from './redaction.module.css'
import { Group, Section } from './section.tsx'

/** What must not leave with a report or a shared workspace. */
export function Redaction() {
  const { data, error, refetch } = useCall('redaction.get', {})
  return (
    <Section
      id="redaction"
      text="Taken out of every report and shared file unless you say otherwise there. The same value has the same stand-in throughout one file."
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading label="Loading the redaction rules" lines={3} />
      ) : (
        <RuleEditor key={JSON.stringify(data)} kept={data} />
      )}
    </Section>
  )
}

function RuleEditor({ kept }: { kept: RedactionRules }) {
  const [rules, setRules] = useState(kept)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => call('redaction.save', { rules }),
    onSuccess: () => client.setQueryData(callOptions('redaction.get', {}).queryKey, rules),
  })
  const change = (part: Partial<RedactionRules>) => setRules((last) => ({ ...last, ...part }))
  const isChanged = JSON.stringify(rules) !== JSON.stringify(kept)
  return (
    <>
      <Group title="Values recognised in any text">
        <ul className={policy.checks}>
          {DETECTOR_IDS.map((id) => (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={rules.detectors.includes(id)}
                  onChange={(event) =>
                    change({ detectors: toggled(rules.detectors, id, event.target.checked) })
                  }
                />
                <span>{DETECTOR_TITLES[id]}</span>
              </label>
            </li>
          ))}
        </ul>
      </Group>
      <Group title="Left out whole" note="Whatever stands in them.">
        <ul className={policy.wide}>
          {REDACTED_FIELDS.map((field) => (
            <li key={field}>
              <label>
                <input
                  type="checkbox"
                  checked={rules.fields.includes(field)}
                  onChange={(event) => change({ fields: toggled(rules.fields, field, event.target.checked) })}
                />
                <span>{FIELD_TITLES[field]}</span>
              </label>
            </li>
          ))}
        </ul>
      </Group>
      <RedactionCustom rules={rules.custom} onChange={(custom) => change({ custom })} />
      <RedactionTry rules={rules} />
      <div className={styles.actions}>
        <Button variant="primary" disabled={!isChanged || save.isPending} onClick={() => save.mutate()}>
          Save
        </Button>
        <Button disabled={!isChanged} onClick={() => setRules(kept)}>
          Discard
        </Button>
        {save.error ? (
          <p className={styles.bad} role="alert">
            {messageOf(save.error)}
          </p>
        ) : null}
      </div>
    </>
  )
}
