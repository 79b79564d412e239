import { formatTime } from '../../../shared/format.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/tag.tsx'
import { ViewLink } from '../view.ts'
import styles from './import-card.module.css'
import { importFilter } from './import-summary.ts'
import { ReportBody } from './report-body.tsx'
import { useFormatTitles } from './use-format-titles.ts'

/** The report of one import: what it brought, what became of every record, what could not be read and why. */
export function ImportCard({ row, onUndo }: { row: ImportRow; onUndo: () => void }) {
  const titleOf = useFormatTitles()
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
      <ReportBody report={row} />
    </Card>
  )
}
