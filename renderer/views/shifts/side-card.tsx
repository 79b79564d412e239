import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'
import { joinClass } from '../../ui/join-class.ts'
import styles from './side-card.module.css'

export function SideCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </Card>
  )
}

/** A name, its course, and where it stands now. */
export function SideRow({
  name,
  chart,
  value,
  alarming = false,
  title,
}: {
  name: ReactNode
  chart: ReactNode
  value: ReactNode
  alarming?: boolean
  title?: string
}) {
  return (
    <div className={styles.row} title={title}>
      <span className={styles.name}>{name}</span>
      {chart}
      <span className={joinClass(styles.value, alarming && styles.alarming)}>{value}</span>
    </div>
  )
}
