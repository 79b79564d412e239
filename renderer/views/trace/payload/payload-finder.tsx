import { useEffect, useState } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from './payload-dialog.module.css'

/** A pause in typing this long starts the search. */
const PAUSE_MS = 250

/** The search field of a payload, its count, and the way to the next and the previous match. */
export function PayloadFinder({
  found,
  at,
  isBusy,
  onText,
  onGo,
}: {
  /** Null while nothing is searched for. */
  found: { count: number; places: number } | null
  /** Which match is shown, from 0. */
  at: number
  isBusy: boolean
  onText: (text: string) => void
  onGo: (step: 1 | -1) => void
}) {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onText(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, onText])
  const count = found?.count ?? 0
  return (
    <div className={styles.finder} role="search">
      <TextField
        label="Find in this payload"
        placeholder="Find in this payload"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onGo(event.shiftKey ? -1 : 1)
        }}
      />
      <span role="status">
        {isBusy
          ? 'searching'
          : found === null
            ? ''
            : count === 0
              ? 'no match'
              : `${formatCount(at + 1)} of ${formatCount(count)}${found.places < count ? ` (the first ${formatCount(found.places)} can be reached)` : ''}`}
      </span>
      <Button variant="quiet" disabled={count === 0} onClick={() => onGo(-1)} aria-label="Previous match">
        ↑
      </Button>
      <Button variant="quiet" disabled={count === 0} onClick={() => onGo(1)} aria-label="Next match">
        ↓
      </Button>
    </div>
  )
}
