import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LABEL_KEYS_MAX, labelSchema } from '../../../shared/model/annotation.ts'
import { useLabels } from '../../api/annotations.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { tellNotice } from '../../ui/notices.ts'
import { TextField } from '../../ui/text-field.tsx'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import styles from './labels.module.css'
import { Section } from './section.tsx'

/** Which labels the keys 1 to 9 put on traces; an empty place ends where the next label begins. */
export function Labels() {
  const { keys } = useLabels()
  return (
    <Section
      id="labels"
      text="The keys 1 to 9 label the open trace and the marked ones of the list. The id of a category, e.g. tool_error_silent, says that it is there: what people labelled is held against what the category found."
    >
      <LabelFields key={keys.join('\n')} keys={keys} />
    </Section>
  )
}

function LabelFields({ keys }: { keys: readonly string[] }) {
  const [draft, setDraft] = useState(() =>
    Array.from({ length: LABEL_KEYS_MAX }, (_, index) => keys[index] ?? ''),
  )
  const client = useQueryClient()
  const set = async (labels: readonly string[]) => {
    await call('annotations.setKeys', { labels: [...labels] })
    await client.invalidateQueries({ queryKey: ['annotations.labels'] })
  }
  const save = useMutation({
    mutationFn: set,
    onSuccess: (_, labels) =>
      didUndoable({ what: 'Labels of the keys changed', undo: () => set(keys), redo: () => set(labels) }),
    onError: tellFailure,
  })
  const problems = draft.map((label) =>
    label.trim() === '' ? null : (labelSchema.safeParse(label).error?.issues[0]?.message ?? null),
  )
  const labels = draft.map((label) => label.trim()).filter((label) => label !== '')
  const isChanged = labels.join('\n') !== keys.join('\n')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (problems.some((problem) => problem !== null)) tellNotice('One of the labels cannot be one.')
        else save.mutate([...new Set(labels)])
      }}
    >
      <ol className={styles.keys}>
        {draft.map((label, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the place is the key of the keyboard
          <li key={index}>
            <Kbd>{index + 1}</Kbd>
            <TextField
              label={`Label of the key ${index + 1}`}
              placeholder="no label"
              maxLength={60}
              value={label}
              problem={problems[index]}
              onChange={(event) => setDraft(draft.with(index, event.target.value))}
            />
          </li>
        ))}
      </ol>
      <Button type="submit" variant="primary" disabled={!isChanged || save.isPending}>
        Save the labels
      </Button>
    </form>
  )
}
