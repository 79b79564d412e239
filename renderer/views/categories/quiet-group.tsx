import { CategoryDot } from '../../ui/category-color.tsx'
import { pathTo, ViewLink } from '../view.ts'
import styles from './quiet-group.module.css'
import type { CategoryRow } from './use-category-rows.ts'

/** Categories that have no course to draw, by name only. */
export function QuietGroup({
  title,
  text,
  rows,
}: {
  title: string
  text: string
  rows: readonly CategoryRow[]
}) {
  if (rows.length === 0) return null
  return (
    <section className={styles.group}>
      <h2>
        {title} <span>{text}</span>
      </h2>
      <div className={styles.names}>
        {rows.map(({ info }) => (
          <ViewLink
            key={info.id}
            to={pathTo('categories', info.id)}
            className={styles.name}
            title={info.definition}
          >
            <CategoryDot category={info.id} />
            {info.name}
          </ViewLink>
        ))}
      </div>
    </section>
  )
}
