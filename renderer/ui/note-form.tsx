import { useId, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { labelSchema } from '../../shared/model/annotation.ts'
import { Button } from './button.tsx'
import styles from './note-pad.module.css'
import { TextField } from './text-field.tsx'

export interface NoteDraft {
  label: string | null
  text: string
}

const EMPTY: NoteDraft = { label: null, text: '' }

/** A note, a label, or both. Ctrl+Enter keeps it; Escape closes an edit. */
export function NoteForm({
  start = EMPTY,
  labels,
  verb,
  pending,
  onKeep,
  onClose,
}: {
  start?: NoteDraft
  /** Labels in use, offered while one is typed. */
  labels: readonly string[]
  verb: string
  pending: boolean
  onKeep: (draft: NoteDraft) => void
  onClose?: () => void
}) {
  const [text, setText] = useState(start.text)
  const [label, setLabel] = useState(start.label ?? '')
  const listId = useId()
  const form = useRef<HTMLFormElement>(null)
  const checked = label.trim() === '' ? null : labelSchema.safeParse(label)
  const problem = checked?.error?.issues[0]?.message ?? null
  const isReady = !pending && problem === null && (text.trim() !== '' || checked !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    onKeep({ text: text.trim(), label: checked?.data ?? null })
    setText('')
    setLabel('')
    // Out of the text, so that Ctrl+Z undoes the note and not the typing.
    form.current?.focus()
  }
  return (
    <form
      ref={form}
      tabIndex={-1}
      className={styles.form}
      aria-label={verb}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose?.()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
      }}
    >
      <textarea
        className={styles.text}
        aria-label="Note"
        placeholder="What should the next person know?"
        rows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <TextField
          className={styles.label}
          label="Label"
          placeholder="label"
          list={listId}
          maxLength={60}
          value={label}
          problem={problem}
          onChange={(event) => setLabel(event.target.value)}
        />
        <datalist id={listId}>
          {labels.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        {onClose === undefined ? null : (
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={!isReady}>
          {verb}
        </Button>
      </div>
    </form>
  )
}
