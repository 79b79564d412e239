import { useState } from 'react'
import type { ReactNode } from 'react'
import { formatBytes, formatCount, formatPlural, formatTime } from '../../../shared/format.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/tag.tsx'
import { ViewLink } from '../view.ts'
import styles from './import-card.module.css'
import { gatherProblems, importFilter } from './import-summary.ts'
import { ProblemList } from './problem-list.tsx'
import { SourceTable } from './source-table.tsx'
import { useFormatTitles } from './use-format-titles.ts'

/** The report of one import: what it brought, what became of every record, what could not be read and why. */
export function ImportCard({ row, onUndo }: { row: ImportRow; onUndo: () => void }) {
  const problems = gatherProblems(row)
  const titleOf = useFormatTitles()
  // An archive can hold thousands of sources: their table is made only when it is asked for.
  const [isOpen, setOpen] = useState(false)
  return (
    <Card className={styles.card} role="listitem" aria-label={`Import ${row.label}`}>
      <header className={styles.head}>
        <h2 title={row.label}>{row.label}</h2>
        {row.isSample ? <Tag tone="accent">sample</Tag> : null}
        {row.formats.map((format) => (
          <Tag key={format} title={format}>
            {titleOf(format)}
          </Tag>
        ))}
        <time className={styles.when}>{formatTime(row.atUs)}</time>
        <ViewLink className={buttonClass()} to="/traces" search={{ filter: importFilter(row.label) }}>
          Traces
        </ViewLink>
        <Button onClick={onUndo}>Undo…</Button>
      </header>
      <dl className={styles.figures}>
        <Figure name="traces" value={row.traces} />
        <Figure name="spans" value={row.spans} />
        <Figure name="scores" value={row.scores} />
        <Figure name="read" value={row.accepted + row.rejected + row.skipped} quiet />
        <Figure name="accepted" value={row.accepted} quiet />
        <Figure name="already there" value={row.duplicates} quiet />
        <Figure name="skipped" value={row.skipped} quiet />
        <Figure name="rejected" value={row.rejected} quiet tone={row.rejected > 0 ? 'bad' : undefined} />
      </dl>
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
      <details className={styles.sources} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {formatPlural(row.sources.length, 'source')}, {formatBytes(row.bytes)}
        </summary>
        {isOpen ? <SourceTable sources={row.sources} /> : null}
      </details>
    </Card>
  )
}

function Figure({
  name,
  value,
  quiet = false,
  tone,
}: {
  name: ReactNode
  value: number
  quiet?: boolean
  tone?: 'bad'
}) {
  return (
    <div className={styles.figure} data-quiet={quiet || undefined} data-tone={tone}>
      <dt>{name}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  )
}
