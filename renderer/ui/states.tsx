import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './states.module.css'

/** Nothing to show, and what to do about it. */
export function EmptyState({
  title,
  text,
  action,
}: {
  title: ReactNode
  text?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={styles.state}>
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  )
}

/** What a failed question answered, in the sentence the contract gives it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <h2>This could not be loaded</h2>
      <p>{messageOf(error)}</p>
      {onRetry ? (
        <div className={styles.action}>
          <Button onClick={onRetry}>Try again</Button>
        </div>
      ) : null}
    </div>
  )
}

/** Holds the place of what is coming; it appears only after a moment, so that quick answers do not flicker. */
export function Loading({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.bone} style={{ width: `${92 - ((line * 37) % 45)}%` }} />
      ))}
    </div>
  )
}

/** The sentence of an error; anything unknown says nothing internal. */
export function messageOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return error.message
  return 'Something went wrong inside Tidemark. The log has the details.'
}
