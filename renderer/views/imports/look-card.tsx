import { sourcesLookedAt, useStartImport } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { messageOf } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import cardStyles from './import-card.module.css'
import type { ImportReport } from './import-summary.ts'
import styles from './look-card.module.css'
import { ReportBody } from './report-body.tsx'
import { useFormatTitles } from './use-format-titles.ts'

/** What a dry run found: the report that an import would give, and the import itself one press away. */
export function LookCard({
  jobId,
  report,
  onDismiss,
}: {
  jobId: string
  report: ImportReport
  onDismiss: () => void
}) {
  const titleOf = useFormatTitles()
  const start = useStartImport()
  const sources = sourcesLookedAt(jobId)
  const importNow = () => {
    if (sources !== null) start.mutate({ sources: [...sources] }, { onSuccess: onDismiss })
  }
  return (
    <Card className={cardStyles.card} aria-label={`Dry run of ${report.label}`}>
      <header className={cardStyles.head}>
        <h2 title={report.label}>{report.label}</h2>
        <Tag tone="accent">dry run</Tag>
        {report.formats.map((format) => (
          <Tag key={format} title={format}>
            {titleOf(format)}
          </Tag>
        ))}
        <span className={styles.actions}>
          {sources === null ? null : (
            <Button variant="primary" onClick={importNow} disabled={start.isPending}>
              Import now
            </Button>
          )}
          <Button variant="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        </span>
      </header>
      <p className={styles.words}>
        Nothing was written. This is what an import would read; what the workspace holds already is not taken
        off.
      </p>
      <ReportBody report={report} />
      {start.isError ? (
        <p className={styles.failed} role="alert">
          {messageOf(start.error)}
        </p>
      ) : null}
    </Card>
  )
}
