import { useState } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import styles from './conversation.module.css'

/** Where in a long conversation one reads, and the way to any other message of it. */
export function TurnBar({
  at,
  loaded,
  total,
  onGo,
}: {
  /** The turn at the top, from 1. */
  at: number
  loaded: number
  total: number
  onGo: (turn: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault()
        const turn = Math.round(Number(typed))
        if (typed !== null && turn >= 1) onGo(Math.min(turn, total))
        setTyped(null)
      }}
    >
      <label>
        Message
        <input
          inputMode="numeric"
          value={typed ?? formatCount(at)}
          aria-label={`Go to message, 1 to ${formatCount(total)}`}
          onFocus={(event) => {
            setTyped(String(at))
            const field = event.currentTarget
            requestAnimationFrame(() => field.select())
          }}
          onBlur={() => setTyped(null)}
          onChange={(event) => setTyped(event.target.value)}
        />
        of {formatCount(total)}
      </label>
      <button type="button" onClick={() => onGo(1)}>
        First
      </button>
      <button type="button" onClick={() => onGo(total)}>
        Last
      </button>
      {loaded < total ? (
        <span role="status">{formatCount(loaded)} loaded; the rest as you read on</span>
      ) : null}
    </form>
  )
}
