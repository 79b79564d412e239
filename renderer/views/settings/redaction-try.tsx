import { useDeferredValue, useState } from 'react'
import type { RedactionRules } from '../../../shared/model/redaction.ts'
import { useCall } from '../../api/queries.ts'
import { Field, TextArea } from '../../ui/field.tsx'
import { messageOf } from '../../ui/states.tsx'
import styles from './redaction.module.css'

/** A text of one's own as these rules would leave it. */
export function RedactionTry({ rules }: { rules: RedactionRules }) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const answer = useCall(
    'redaction.try',
    { rules, text: asked },
    { enabled: asked !== '', keepPrevious: true },
  )
  return (
    <Field label="Try it" hint="Nothing of this is kept.">
      {(control) => (
        <>
          <TextArea
            {...control}
            rows={2}
            maxLength={20_000}
            placeholder="Paste a message, a log line or JSON"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {text === '' ? null : answer.error ? (
            <p className={styles.bad} role="alert">
              {messageOf(answer.error)}
            </p>
          ) : (
            <output className={styles.tried} aria-label="Redacted">
              {answer.data?.text ?? ''}
            </output>
          )}
        </>
      )}
    </Field>
  )
}
