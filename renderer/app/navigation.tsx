import { useCatalogue, useWorkspace } from '../api/queries.ts'
import { formatCount, formatShortCount } from '../../shared/format.ts'
import { ViewLink } from '../views/view.ts'
import { useCurrentView } from './current-view.ts'
import styles from './navigation.module.css'
import { viewList } from './view-list.ts'

export function Navigation() {
  const current = useCurrentView()
  const counts = useCounts()
  const marked = current?.parent ?? current?.path
  return (
    <nav className={styles.nav} aria-label="Views">
      {viewList
        .filter((view) => view.inNavigation !== false)
        .map((view) => {
          const count = counts[view.name]
          return (
            <ViewLink
              key={view.name}
              to={view.path}
              className={styles.link}
              {...(view.path === marked ? { 'aria-current': 'page' as const } : {})}
            >
              {view.title}
              {count === undefined ? null : (
                <span className={styles.count} title={formatCount(count)}>
                  {formatShortCount(count)}
                </span>
              )}
            </ViewLink>
          )
        })}
    </nav>
  )
}

/** What there is to see behind each entry; 0 is not worth a number. */
function useCounts(): Readonly<Record<string, number | undefined>> {
  const workspace = useWorkspace().data
  const catalogue = useCatalogue().data
  return {
    shifts: workspace?.openShifts || undefined,
    categories: catalogue?.length,
    traces: workspace?.traces || undefined,
    imports: workspace?.imports || undefined,
  }
}
