import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { addDays } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './mute-form.module.css'

export interface Mute {
  kind: 'mute'
  text: string
  until: string
}

/** Two weeks: long enough to mend a prompt, short enough not to be forgotten. */
const MUTED_DAYS = 14

/** The day until which a shift is muted, counted in days of the data. Escape closes it. */
export function MuteForm({
  lastClosedDay,
  onMute,
  onClose,
}: {
  lastClosedDay: string | null
  onMute: (mute: Mute) => void
  onClose: () => void
}) {
  const first = lastClosedDay ?? ''
  const [text, setText] = useState('')
  const [until, setUntil] = useState(lastClosedDay === null ? '' : addDays(lastClosedDay, MUTED_DAYS))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [])
  const isReady = until !== '' && until >= first
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onMute({ kind: 'mute', text, until })
  }
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="Mute"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
        event.stopPropagation()
      }}
    >
      <label className={styles.field}>
        Muted until the end of
        <TextField
          label="Last day of the mute"
          type="date"
          min={first}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          problem={until !== '' && until < first ? 'The data is already past this day.' : null}
        />
      </label>
      <label className={styles.field}>
        Why (may be left out)
        <textarea
          className={styles.text}
          rows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className={styles.buttons}>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" disabled={!isReady}>
          Mute
        </Button>
      </div>
    </form>
  )
}
