import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import { TextField } from './text-field.tsx'
import styles from './filter-box.module.css'
import { filterProblem } from './filter-problem.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { suggestTerms } from './suggest-terms.ts'
import type { KnownValues, Suggestion } from './suggest-terms.ts'

/** A pause in typing after which a filter that can be read is applied, and one that cannot is explained. */
const APPLY_AFTER_MS = 350

/** The filter language in one line: suggestions while typing, the place and the reason of an error below it. */
export function FilterBox({
  filter,
  known,
  onApply,
  label = 'Filter',
  placeholder = 'category:tool_error_silent model:gpt-4o* duration>5s refund',
  isMain = true,
}: {
  filter: string
  /** Values that are offered after `field:`. */
  known: KnownValues
  label?: string
  placeholder?: string
  /** The one that `/` leads to. */
  isMain?: boolean
  /** `again`: a further step of the same visit to the field, which Back need not know apart. */
  onApply: (filter: string, again: boolean) => void
}) {
  const [text, setText] = useState(filter)
  const [caret, setCaret] = useState(filter.length)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const [settled, setSettled] = useState(true)
  const isStepped = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()

  // Back and links change the address: the field follows, unless it is what the address came from.
  const applied = useRef(filter)
  useEffect(() => {
    if (filter === applied.current) return
    applied.current = filter
    setText(filter)
    setSettled(true)
  }, [filter])

  const suggestions = useMemo(() => suggestTerms(text, caret, known), [text, caret, known])
  const items =
    isOpen && (text === '' || suggestions.to > suggestions.from || text.slice(0, caret).endsWith(':'))
      ? suggestions.items
      : []
  const problem = settled ? filterProblem(text) : null

  const apply = (next: string) => {
    setSettled(true)
    const trimmed = next.trim()
    if (filterProblem(trimmed) !== null || trimmed === applied.current) return
    applied.current = trimmed
    onApply(trimmed, isStepped.current)
    isStepped.current = true
  }
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  const change = (next: string, nextCaret: number) => {
    setText(next)
    setCaret(nextCaret)
    setChosen(-1)
    setSettled(false)
    clearTimeout(timer.current ?? undefined)
    timer.current = setTimeout(() => apply(next), APPLY_AFTER_MS)
  }
  const take = (item: Suggestion) => {
    const next = text.slice(0, suggestions.from) + item.insert + text.slice(suggestions.to)
    const at = suggestions.from + item.insert.length
    change(next, at)
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(at, at)
    })
  }

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (items.length > 0)
        setChosen(
          (before) => (before + (event.key === 'ArrowDown' ? 1 : items.length) + items.length) % items.length,
        )
    } else if (event.key === 'Enter' || (event.key === 'Tab' && chosen >= 0)) {
      event.preventDefault()
      const item = items[chosen]
      if (item) take(item)
      else {
        clearTimeout(timer.current ?? undefined)
        apply(text)
        setOpen(false)
      }
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (items.length > 0) setOpen(false)
      else event.currentTarget.blur()
    }
  }

  return (
    <div className={styles.box}>
      <TextField
        ref={input}
        mono
        label={label}
        placeholder={placeholder}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 && items.length > 0 ? `${listId}-${chosen}` : undefined}
        data-view-filter={isMain || undefined}
        value={text}
        problem={problem ? `At character ${problem.at}: ${problem.why}` : undefined}
        trailing={
          text !== '' ? (
            <ClearButton label={label} onClear={() => change('', 0)} />
          ) : isMain ? (
            <Kbd>/</Kbd>
          ) : null
        }
        onFocus={() => {
          isStepped.current = false
          setOpen(true)
        }}
        onBlur={() => setOpen(false)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onChange={(event) => {
          setOpen(true)
          change(event.target.value, event.target.selectionStart ?? event.target.value.length)
        }}
        onKeyDown={onKeyDown}
      />
      {problem ? (
        <span className={styles.caret} style={{ left: `calc(10px + ${problem.at - 1}ch)` }} aria-hidden>
          <i />
        </span>
      ) : null}
      <SuggestionList id={listId} items={items} chosen={chosen} onTake={take} />
    </div>
  )
}

function ClearButton({ label, onClear }: { label: string; onClear: () => void }) {
  return (
    <button
      type="button"
      className={styles.clear}
      onClick={onClear}
      aria-label={`Clear the ${label.toLowerCase()}`}
    >
      ×
    </button>
  )
}
