import { formatCount, formatTime } from '../../../shared/format.ts'
import type { Excerpt } from '../../../shared/model/excerpt.ts'
import styles from './sample-banner.module.css'

/** Over an excerpt of another workspace: what is in it, and what its rates are of. */
export function ExcerptBanner({ excerpt }: { excerpt: Excerpt }) {
  const replaced = Object.values(excerpt.redaction ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <aside className={styles.banner} aria-label="Excerpt">
      <div>
        <b>
          This is an excerpt: {formatCount(excerpt.traces)} of {formatCount(excerpt.of)} traces
        </b>
        {excerpt.filter === '' ? '' : ` (${excerpt.filter})`}, shared {formatTime(excerpt.atUs)}.{' '}
        {replaced > 0 ? `${formatCount(replaced)} values were replaced by stand-ins. ` : ''}
        Shifts, rates and baselines are those of the whole workspace and stay as they are. Notes and decisions
        can be kept here; to go on with the data, import this file into a workspace of your own.
      </div>
    </aside>
  )
}
