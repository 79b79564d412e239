import { useCatalogue } from '../../api/queries.ts'
import { CategoryDot } from '../../ui/category-color.tsx'
import styles from './trace-table.module.css'

/** The first is named, some more have their dot, the rest is counted; the tooltip and screen readers get all names. */
const DOTS = 3

export function CategoriesCell({ categories }: { categories: readonly string[] }) {
  const catalogue = useCatalogue().data
  const nameOf = (id: string) => catalogue?.find((category) => category.id === id)?.name ?? id
  if (categories.length === 0) return null
  const [first = '', ...others] = categories
  const names = categories.map(nameOf)
  return (
    <span className={styles.categories} title={names.join('\n')}>
      <span className={styles.category}>
        <CategoryDot category={first} />
        <span>{nameOf(first)}</span>
      </span>
      {others.length > 0 ? (
        <span className={styles.others} role="img" aria-label={`and ${names.slice(1).join(', ')}`}>
          {others.slice(0, DOTS).map((id) => (
            <CategoryDot key={id} category={id} />
          ))}
          {others.length > DOTS ? `+${others.length - DOTS}` : null}
        </span>
      ) : null}
    </span>
  )
}
