import { useState } from 'react'
import type { FormEvent } from 'react'
import { labelSchema } from '../../shared/model/annotation.ts'
import { Button } from './button.tsx'
import { useHotkeys, type Hotkeys } from './hotkeys.ts'
import { Kbd } from './kbd.tsx'
import styles from './label-menu.module.css'
import { Popover } from './popover.tsx'
import { TextField } from './text-field.tsx'

/** Beyond these a label is found by typing it. */
const SHOWN = 14

/** Puts labels on something or takes them off: those on the keys first, then those in use, or a new one. */
export function LabelMenu({
  keys,
  labels,
  chosen,
  disabled = false,
  onToggle,
}: {
  /** Labels on the keys 1 to 9, in their order. */
  keys: readonly string[]
  labels: readonly string[]
  /** Those that are on it now. */
  chosen: ReadonlySet<string>
  disabled?: boolean
  onToggle: (label: string) => void
}) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const known = [...new Set([...keys, ...labels])].slice(0, SHOWN)
  const checked = labelSchema.safeParse(typed)
  const problem = typed.trim() === '' || checked.success ? null : checked.error.issues[0]?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!checked.success) return
    onToggle(checked.data)
    setTyped('')
  }
  return (
    <Popover
      label="Labels"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button disabled={disabled}>Label…</Button>}
    >
      <div className={styles.menu}>
        {known.map((label) => {
          const key = keys.indexOf(label) + 1
          return (
            <button
              key={label}
              type="button"
              aria-pressed={chosen.has(label)}
              onClick={() => onToggle(label)}
              className={styles.item}
            >
              <span>{label}</span>
              {key > 0 ? <Kbd>{key}</Kbd> : null}
            </button>
          )
        })}
        <form onSubmit={submit} className={styles.form}>
          <TextField
            label="Another label"
            placeholder="another label"
            maxLength={60}
            value={typed}
            problem={problem}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" disabled={!checked.success}>
            Add
          </Button>
        </form>
      </div>
    </Popover>
  )
}

/** Listens to the keys 1 to 9 for as many labels as there are. */
export function useLabelKeys(keys: readonly string[], onLabel: (label: string) => void): void {
  const hotkeys: Hotkeys = Object.fromEntries(
    keys.map((label, index) => [String(index + 1), () => onLabel(label)]),
  )
  useHotkeys(hotkeys)
}
