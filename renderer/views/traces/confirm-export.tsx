import { formatBytes, formatCount, formatPlural } from '../../../shared/format.ts'
import { DETECTOR_TITLES } from '../../../shared/model/redaction.ts'
import type { ExportedFile } from '../../../shared/contract/exports.ts'
import { Button } from '../../ui/button.tsx'
import { RedactedValues } from '../../ui/redacted-values.tsx'
import styles from './export-dialog.module.css'

/** What was taken out of a file that is written and not yet saved: counts by rule, and the values with their ends only. */
export function ConfirmExport({
  written,
  onSave,
  onBack,
}: {
  written: ExportedFile
  onSave: () => void
  onBack: () => void
}) {
  const { redacted, values, bytes } = written
  const rules = Object.entries(redacted).map(
    ([rule, count]) => `${titleOf(rule)} ${formatCount(count)} times`,
  )
  return (
    <div className={styles.form}>
      <h2>Look through what was taken out</h2>
      <p className={styles.note}>
        {rules.join(', ')}. The most frequent {formatPlural(values.length, 'value')}:
      </p>
      <div className={styles.list} tabIndex={0} role="region" aria-label="Values that were taken out">
        <RedactedValues values={values} />
      </div>
      <div className={styles.buttons}>
        <Button variant="quiet" onClick={onBack}>
          Back
        </Button>
        <Button variant="primary" onClick={onSave} data-autofocus>
          Save the file ({formatBytes(bytes)})
        </Button>
      </div>
    </div>
  )
}

function titleOf(rule: string): string {
  return Object.entries(DETECTOR_TITLES).find(([id]) => id === rule)?.[1] ?? rule
}
