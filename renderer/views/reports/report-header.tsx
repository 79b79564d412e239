import { type ReportRequest, REPORT_TEMPLATES, type ReportTemplate } from '../../../shared/model/report.ts'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { messageOf } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ExportBar } from './export-bar.tsx'
import styles from './report-header.module.css'

const TEMPLATE_WORDS: Readonly<Record<ReportTemplate, string>> = {
  incident: 'Incident',
  weekly: 'Weekly review',
  comparison: 'Comparison',
}

/** Title and template, the ways out, and what the file will not hold. */
export function ReportHeader({
  request,
  left,
  unkept,
  onChange,
}: {
  request: ReportRequest
  /** What is not in the report, or not whole, in sentences. */
  left: readonly string[]
  unkept: unknown
  onChange: (part: Partial<ReportRequest>) => void
}) {
  const fill = useMutation({
    mutationFn: (template: ReportTemplate) => call('reports.template', { template }),
    onSuccess: ({ redaction: _kept, ...filled }) => onChange({ ...filled, author: request.author }),
  })
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1>Report</h1>
        <TextField
          label="Title of the report"
          className={styles.title}
          value={request.title}
          maxLength={300}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <SegmentedControl
          label="Template"
          value={request.template}
          options={REPORT_TEMPLATES.map((value) => ({ value, label: TEMPLATE_WORDS[value] }))}
          onChange={(template) => fill.mutate(template)}
        />
        <TextField
          label="Author"
          placeholder="Author"
          className={styles.author}
          value={request.author}
          maxLength={200}
          onChange={(event) => onChange({ author: event.target.value })}
        />
        <ExportBar request={request} />
      </div>
      {left.length > 0 ? (
        <ul className={styles.left} aria-label="Not in the report">
          {left.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {unkept ? (
        <p className={styles.bad} role="alert">
          The last change is not kept in the workspace yet: {messageOf(unkept)}
        </p>
      ) : null}
    </header>
  )
}
