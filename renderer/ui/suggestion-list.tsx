import { useEffect, useRef } from 'react'
import styles from './filter-box.module.css'
import type { Suggestion } from './suggest-terms.ts'

export function SuggestionList({
  id,
  items,
  chosen,
  onTake,
}: {
  id: string
  items: readonly Suggestion[]
  chosen: number
  onTake: (item: Suggestion) => void
}) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (chosen >= 0) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className={styles.list}
      hidden={items.length === 0}
    >
      {items.map((item, index) => (
        <li
          key={item.label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The field keeps the focus: a press must not blur it before the click counts.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          <code>{item.label}</code>
          <span>{item.hint}</span>
        </li>
      ))}
    </ul>
  )
}
