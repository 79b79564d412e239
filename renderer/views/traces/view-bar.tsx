import { useState } from 'react'
import type { NewSavedView, SavedView } from '../../../shared/contract/saved-views.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Popover } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ViewLink } from '../view.ts'
import { useSavedViews } from './use-saved-views.ts'
import styles from './view-bar.module.css'

export type LookedAt = Omit<NewSavedView, 'name'>

/** The saved views of the list, the one that shows marked, and the way to save what shows. */
export function ViewBar({ now, children }: { now: LookedAt; children?: React.ReactNode }) {
  const { views, save, remove } = useSavedViews()
  const shown = views.find((view) => isSame(view, now))
  return (
    <div className={styles.bar}>
      <nav className={styles.views} aria-label="Saved views">
        {views.map((view) => (
          <ViewLink
            key={view.id}
            to="/traces"
            search={searchOf(view)}
            className={styles.view}
            aria-current={view === shown ? 'page' : undefined}
            title={view.filter || 'All traces'}
          >
            {view.name}
          </ViewLink>
        ))}
        {shown ? (
          <Button variant="quiet" onClick={() => remove(shown)} aria-label={`Remove the view ${shown.name}`}>
            Remove view
          </Button>
        ) : (
          <SaveView onSave={(name) => save({ ...now, name })} taken={views.map(({ name }) => name)} />
        )}
      </nav>
      {children}
    </div>
  )
}

/** The address of a view, without dates and segment: those stay as they are. */
export function searchOf({ filter, columns, sort, direction }: LookedAt) {
  return {
    filter,
    columns: columns?.join(',') ?? null,
    sort: sort === 'start' ? null : sort,
    direction: direction === 'desc' ? null : direction,
  }
}

function isSame(view: SavedView, now: LookedAt): boolean {
  return JSON.stringify(searchOf(view)) === JSON.stringify(searchOf(now))
}

function SaveView({ taken, onSave }: { taken: readonly string[]; onSave: (name: string) => void }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const typed = name.trim()
  const replaces = taken.some((other) => other.toLowerCase() === typed.toLowerCase())
  return (
    <Popover
      label="Save this view"
      open={open}
      onOpenChange={setOpen}
      trigger={<Chip aria-haspopup="dialog">Save view…</Chip>}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed === '') return
          onSave(typed)
          setName('')
          setOpen(false)
        }}
      >
        <TextField
          label="Name of the view"
          placeholder="Name, e.g. Slow refunds"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
        />
        <p>{replaces ? 'Takes the place of the view of this name.' : 'Keeps filter, columns and order.'}</p>
        <Button variant="primary" type="submit" disabled={typed === ''}>
          {replaces ? 'Replace' : 'Save'}
        </Button>
      </form>
    </Popover>
  )
}
