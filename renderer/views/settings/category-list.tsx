import type { CustomCategory, CustomRule } from '../../../shared/model/custom-category.ts'
import { Button } from '../../ui/button.tsx'
import { CategoryDot } from '../../ui/category-color.tsx'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, ViewLink } from '../view.ts'
import styles from './category-list.module.css'

/** Every category of this workspace's own, with its rule in a line. */
export function CategoryList({
  categories,
  onEdit,
  onRemove,
}: {
  categories: readonly CustomCategory[]
  onEdit: (category: CustomCategory) => void
  onRemove: (category: CustomCategory) => void
}) {
  return (
    <ul className={styles.list} aria-label="Categories of your own">
      {categories.map((category) => (
        <li key={category.id}>
          <div className={styles.words}>
            <p className={styles.head}>
              <CategoryDot category={category.id} />
              <ViewLink to={pathTo('categories', category.id)} className={styles.name}>
                {category.name}
              </ViewLink>
              <Tag>version {category.version}</Tag>
            </p>
            <p className={styles.definition}>{category.definition}</p>
            <code className={styles.rule}>{ruleText(category.rule)}</code>
          </div>
          <Button aria-label={`Edit ${category.name}`} onClick={() => onEdit(category)}>
            Edit
          </Button>
          <Button variant="quiet" aria-label={`Remove ${category.name}`} onClick={() => onRemove(category)}>
            Remove…
          </Button>
        </li>
      ))}
    </ul>
  )
}

function ruleText(rule: CustomRule): string {
  if (rule.type === 'filter') return rule.filter
  if (rule.type === 'sql') return rule.sql
  const { name, below, above, label } = rule
  return [
    below === undefined ? '' : `score.${name} < ${below}`,
    above === undefined ? '' : `score.${name} > ${above}`,
    label === undefined ? '' : `score.${name} is “${label}”`,
  ]
    .filter(Boolean)
    .join(' or ')
}
