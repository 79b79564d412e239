import { useState } from 'react'
import type { ReactNode } from 'react'
import styles from './folded-shifts.module.css'

/** Shifts that call for nothing now, behind their name and number. What is folded is not there for the keys either. */
export function FoldedShifts({
  title,
  note,
  count,
  unfolded,
  children,
}: {
  title: string
  note: string
  count: number
  /** At first. */
  unfolded: boolean
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(unfolded)
  if (count === 0) return null
  return (
    <details
      className={styles.group}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      aria-label={title}
    >
      <summary>
        <h2>{title}</h2> <span className={styles.count}>{count}</span> <span>{note}</span>
      </summary>
      {isOpen ? <div className={styles.cards}>{children}</div> : null}
    </details>
  )
}
