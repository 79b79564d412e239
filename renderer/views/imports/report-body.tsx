import { useState, type ReactNode } from 'react'
import { formatBytes, formatCount, formatPlural } from '../../../shared/format.ts'
import styles from './import-card.module.css'
import { gatherProblems, type ImportReport } from './import-summary.ts'
import { ProblemList } from './problem-list.tsx'
import { SourceTable } from './source-table.tsx'

/** What an import brought or would bring, what became of every record, what could not be read and why. */
export function ReportBody({ report }: { report: ImportReport }) {
  const problems = gatherProblems(report)
  // An archive can hold thousands of sources: their table is made only when it is asked for.
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <dl className={styles.figures}>
        <Figure name="traces" value={report.traces} />
        <Figure name="spans" value={report.spans} />
        <Figure name="scores" value={report.scores} />
        <Figure name="read" value={report.accepted + report.rejected + report.skipped} quiet />
        <Figure name="accepted" value={report.accepted} quiet />
        <Figure name="already there" value={report.duplicates} quiet />
        <Figure name="skipped" value={report.skipped} quiet />
        <Figure
          name="rejected"
          value={report.rejected}
          quiet
          tone={report.rejected > 0 ? 'bad' : undefined}
        />
      </dl>
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
      <details className={styles.sources} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {formatPlural(report.sources.length, 'source')}, {formatBytes(report.bytes)}
        </summary>
        {isOpen ? <SourceTable sources={report.sources} /> : null}
      </details>
    </>
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
