import type { ReactNode } from 'react'
import { joinClass } from './join-class.ts'
import styles from './tag.module.css'

export type Tone = 'neutral' | 'bad' | 'warn' | 'ok' | 'accent'

/** A short state beside a name. */
export function Tag({
  tone = 'neutral',
  children,
  title,
}: {
  tone?: Tone
  children: ReactNode
  title?: string
}) {
  return (
    <span className={joinClass(styles.tag, styles[tone])} title={title}>
      {children}
    </span>
  )
}
