import { useCall } from '../../api/queries.ts'
import styles from './opens.module.css'

/** Before the first import: what this version reads, and what it says about the rest. */
export function Opens() {
  const formats = useCall('imports.formats', {}).data
  if (!formats) return null
  return (
    <dl className={styles.opens}>
      <div>
        <dt>Formats</dt>
        <dd>{formats.map(({ title }) => title).join(', ')}</dd>
      </div>
      <div>
        <dt>Attributes</dt>
        <dd>OpenTelemetry GenAI, OpenInference, OpenLLMetry, Vercel AI SDK</dd>
      </div>
      <div>
        <dt>Report</dt>
        <dd>What could not be read is listed afterwards, with its file, line and reason.</dd>
      </div>
      <div>
        <dt>Undo</dt>
        <dd>Every import can be taken back; your files are never changed.</dd>
      </div>
    </dl>
  )
}
