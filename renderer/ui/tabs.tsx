import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

export interface Tab {
  id: string
  label: ReactNode
  /** What it is called where there is little room. */
  short?: string
  content: ReactNode
}

/** Pages of one thing; only the chosen one is in the document. */
export function Tabs({
  tabs,
  value,
  onChange,
  label,
}: {
  tabs: readonly Tab[]
  value: string
  onChange: (id: string) => void
  label: string
}) {
  return (
    <Primitive.Root className={styles.root} value={value} onValueChange={onChange}>
      <Primitive.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.id} className={styles.tab} value={tab.id}>
            {tab.short === undefined ? (
              tab.label
            ) : (
              <>
                <span className={styles.long}>{tab.label}</span>
                <span className={styles.short}>{tab.short}</span>
              </>
            )}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.id} className={styles.content} value={tab.id}>
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
