import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { messageOf } from '../../ui/states.tsx'
import { didUndoable } from '../../ui/undo.ts'
import { definitionOf, draftProblems, idFrom, type CategoryDraft } from './category-draft.ts'
import styles from './category-editor.module.css'
import { CustomPreview } from './custom-preview.tsx'
import { RuleFields } from './rule-fields.tsx'
import { useCategoriesChanged } from './use-categories-changed.ts'

/** A rule of the preview runs this long at most, in seconds, unless a person says otherwise. */
const USUAL_SECONDS = 20
const MOST_SECONDS = 300

/** Writes a category: what it is called, which traces are of it, what it finds in the traces that are here. */
export function CategoryEditor({
  start,
  version,
  onClose,
}: {
  start: CategoryDraft
  /** The version that is changed; null for a new category. */
  version: number | null
  onClose: () => void
}) {
  const [draft, setDraft] = useState(start)
  const [seconds, setSeconds] = useState(USUAL_SECONDS)
  const [asked, setAsked] = useState(false)
  const changed = useCategoriesChanged()
  const problems = draftProblems(draft)
  const shown = asked ? problems : {}
  const rule = definitionOf(draft).rule
  const key = JSON.stringify(rule)
  const ruleProblems = Object.keys(problems).filter((field) => !['id', 'name', 'definition'].includes(field))
  const isTimeSound = seconds > 0 && seconds <= MOST_SECONDS
  const preview = useMutation({
    mutationFn: async () => ({ key, found: await call('customCategories.preview', { rule, seconds }) }),
  })
  const save = useMutation({
    mutationFn: async () => {
      const definition = definitionOf(draft)
      await call('customCategories.save', definition)
      await changed()
      return definition
    },
    onSuccess: (definition) => {
      onClose()
      const { id } = definition
      const before = version === null ? null : definitionOf(start)
      const to = (next: typeof before) => async () => {
        if (next) await call('customCategories.save', next)
        else await call('customCategories.remove', { id })
        await changed()
      }
      didUndoable({ what: `Category ${definition.name} saved`, undo: to(before), redo: to(definition) })
    },
  })
  const set = (change: Partial<CategoryDraft>) => setDraft((old) => ({ ...old, ...change }))
  const rename = (name: string) =>
    set({ name, ...(version === null && draft.id === idFrom(draft.name) ? { id: idFrom(name) } : {}) })
  return (
    <form
      className={styles.form}
      aria-label={version === null ? 'New category' : `Edit ${start.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (Object.keys(problems).length === 0) save.mutate()
      }}
    >
      <div className={styles.grid}>
        <Field label="Name" problem={shown.name}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={80}
              placeholder="Long runs"
              onChange={(event) => rename(event.target.value)}
            />
          )}
        </Field>
        <Field label="Id" problem={shown.id}>
          {(control) => (
            <Input
              {...control}
              className={styles.mono}
              value={draft.id}
              maxLength={60}
              placeholder="long_runs"
              readOnly={version !== null}
              onChange={(event) => set({ id: event.target.value })}
            />
          )}
        </Field>
        <Field label="Class">
          {(control) => (
            <Select
              {...control}
              value={draft.class}
              onChange={(event) => set({ class: event.target.value as CategoryDraft['class'] })}
            >
              <option value="F">Failure: asserted</option>
              <option value="S">Signal: watched, never called a failure</option>
              <option value="G">Governance: about the data, not watched</option>
            </Select>
          )}
        </Field>
      </div>
      <Field label="Definition" problem={shown.definition}>
        {(control) => (
          <Input
            {...control}
            value={draft.definition}
            maxLength={500}
            placeholder="One sentence a colleague understands: More than forty spans."
            onChange={(event) => set({ definition: event.target.value })}
          />
        )}
      </Field>
      <RuleFields draft={draft} problems={shown} onChange={set} />
      <div className={styles.actions}>
        <Button
          disabled={preview.isPending || !isTimeSound}
          onClick={() => {
            if (ruleProblems.length > 0) setAsked(true)
            else preview.mutate()
          }}
        >
          {preview.isPending ? 'Looking…' : 'Preview'}
        </Button>
        <label className={styles.limit}>
          at most
          <Input
            type="number"
            min={1}
            max={MOST_SECONDS}
            value={Number.isNaN(seconds) ? '' : seconds}
            aria-label="Time limit of the preview in seconds"
            aria-invalid={isTimeSound ? undefined : true}
            onChange={(event) => setSeconds(event.target.valueAsNumber)}
          />
          s{isTimeSound ? '' : ' (from 1 to 300)'}
        </label>
        <span className={styles.push} />
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {version === null ? 'Save the category' : `Save as version ${version + 1}`}
        </Button>
      </div>
      {preview.isError ? <Failure error={preview.error} /> : null}
      {save.isError ? <Failure error={save.error} /> : null}
      {preview.data ? <CustomPreview found={preview.data.found} isStale={preview.data.key !== key} /> : null}
    </form>
  )
}

function Failure({ error }: { error: unknown }) {
  return (
    <p className={styles.failed} role="alert">
      {messageOf(error)}
    </p>
  )
}
