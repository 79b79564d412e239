import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'
import { SECTIONS, type SectionId } from './search.ts'
import styles from './section.module.css'

/** One part of the settings, with what it is for in a sentence. */
export function Section({
  id,
  text,
  action,
  children,
}: {
  id: SectionId
  text: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const title = SECTIONS.find(([known]) => known === id)?.[1] ?? id
  return (
    <section id={`section-${id}`} className={styles.section} aria-label={title}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2>{title}</h2>
          <p>{text}</p>
        </div>
        {action}
      </header>
      <Card className={styles.card}>{children}</Card>
    </section>
  )
}

/** A titled group of controls inside a section. */
export function Group({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {note ? <p className={styles.note}>{note}</p> : null}
      {children}
    </fieldset>
  )
}
