import type { ReactNode } from 'react'
import styles from './section.module.css'

/** A titled part of the page. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>
        {title} {note ? <span>{note}</span> : null}
      </h2>
      {children}
    </section>
  )
}
