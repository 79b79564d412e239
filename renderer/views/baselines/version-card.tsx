import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { formatCount, formatDayRange, formatPlural, formatTime } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CategoryDot } from '../../ui/category-color.tsx'
import { joinClass } from '../../ui/join-class.ts'
import { Sentence } from '../../ui/sentence.tsx'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, ViewLink } from '../view.ts'
import { canTakeBack, countedDays, KIND_WORDS } from './baseline-words.ts'
import styles from './version-card.module.css'

/** More names than this are counted instead. */
const MOST_NAMED = 6

/** One version: what it is, who decided it and why, and what the watch had said until then. */
export function VersionCard({
  entry,
  names,
  inForce,
  onTakeBack,
}: {
  entry: BaselineEntry
  names: ReadonlyMap<string, string>
  inForce: boolean
  onTakeBack: () => void
}) {
  const gone = entry.takenBackBy !== null
  const categories = entry.categories ?? []
  const days = countedDays(entry.from, entry.to, entry.excluded)
  return (
    <Card className={styles.card} role="listitem" aria-label={`Version ${entry.version}`}>
      <header className={styles.head}>
        <h2 className={joinClass(gone && styles.gone)} tabIndex={-1} data-row>
          Version {entry.version}
          {entry.name ? ` · ${entry.name}` : ''}
        </h2>
        <Tag tone={inForce ? 'accent' : 'neutral'} title={KIND_WORDS[entry.kind].meaning}>
          {KIND_WORDS[entry.kind].name}
        </Tag>
        {inForce ? <Tag tone="accent">in force</Tag> : null}
        {gone ? <Tag>taken back by version {entry.takenBackBy}</Tag> : null}
        <time className={styles.when}>
          {entry.author ? `${entry.author} · ` : ''}
          {formatTime(entry.acceptedUs)}
        </time>
        {canTakeBack(entry) ? <Button onClick={onTakeBack}>Take back…</Button> : null}
      </header>
      {entry.reason ? <p className={styles.reason}>{entry.reason}</p> : null}
      <p className={styles.facts}>
        <span>{formatDayRange(entry.from, entry.to)}</span>
        <span>{formatPlural(days, 'day')} counted</span>
        <ViewLink to="/traces" search={{ from: entry.from, to: entry.to, segment: null }}>
          {formatCount(entry.sessions)} sessions
        </ViewLink>
        {categories.length === 0 ? (
          <span>all categories</span>
        ) : categories.length > MOST_NAMED ? (
          <span>{formatPlural(categories.length, 'category', 'categories')}</span>
        ) : (
          categories.map((id) => (
            <ViewLink key={id} to={pathTo('categories', id)} className={styles.category}>
              <CategoryDot category={id} /> {names.get(id) ?? id}
            </ViewLink>
          ))
        )}
      </p>
      {entry.excluded.length > 0 ? (
        <ul className={styles.excluded}>
          {entry.excluded.map((range) => (
            <li key={`${range.from} ${range.to}`}>
              without {formatDayRange(range.from, range.to)}
              {range.reason ? `: ${range.reason}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {entry.said.length > 0 ? (
        <details className={styles.said}>
          <summary>What the watch said until the next version ({entry.said.length})</summary>
          <ul>
            {entry.said.map((sentence) => (
              <li key={sentence}>
                <Sentence text={sentence} plain />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  )
}
