import { DropdownMenu } from 'radix-ui'
import type { ReportFormat, ReportRequest } from '../../../shared/model/report.ts'
import { buttonClass } from '../../ui/button.tsx'
import popover from '../../ui/popover.module.css'
import { messageOf } from '../../ui/states.tsx'
import styles from './export-bar.module.css'
import { useReportExport } from './use-report-export.ts'

const FORMATS: readonly (readonly [ReportFormat, string, string])[] = [
  ['html', 'HTML', 'one file that opens anywhere, offline'],
  ['pdf', 'PDF', 'pages, from the same HTML'],
  ['md', 'Markdown', 'for an issue tracker'],
  ['json', 'JSON', 'data, and what makes it again'],
  ['csv', 'CSV', 'every table, in one archive'],
]

/** Writes the report as a file and hands it out. */
export function ExportBar({ request }: { request: ReportRequest }) {
  const { start, isRunning, told, error } = useReportExport()
  return (
    <div className={styles.bar}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={buttonClass('primary')} disabled={isRunning}>
          {isRunning ? 'Writing…' : 'Export'} <span aria-hidden>▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={popover.popover} align="end" sideOffset={6} collisionPadding={8}>
            {FORMATS.map(([format, title, text]) => (
              <DropdownMenu.Item
                key={format}
                className={styles.item}
                onSelect={() => start({ ...request, atUs: Date.now() * 1000 }, format)}
              >
                <b>{title}</b>
                <span>{text}</span>
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {error ? (
        <span className={styles.bad} role="alert">
          {messageOf(error)}
        </span>
      ) : told ? (
        <span className={styles.told} role="status">
          {told}
        </span>
      ) : null}
    </div>
  )
}
