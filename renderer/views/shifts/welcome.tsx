import { useCall } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useChooseFiles } from './use-choose-files.ts'
import styles from './welcome.module.css'

/** An empty workspace: what can be opened, how, and what does not happen to it. */
export function Welcome() {
  const { choose, pending } = useChooseFiles()
  const formats = useCall('imports.formats', {}).data ?? []
  return (
    <div className={styles.welcome}>
      <h1>Drop a trace export here</h1>
      <p>
        Tidemark sorts what your agents did into failure categories and shows where, since when and why they
        moved.
      </p>
      <div className={styles.actions}>
        <Button variant="primary" onClick={() => choose()} disabled={pending}>
          Open files…
        </Button>
        <Button onClick={() => choose({ folder: true })} disabled={pending}>
          Open a folder…
        </Button>
        <Kbd>Ctrl O</Kbd>
      </div>
      <dl className={styles.opens}>
        <dt>Formats</dt>
        <dd>{formats.map(({ title }) => title).join(', ')}</dd>
        <dt>Attributes</dt>
        <dd>OpenTelemetry GenAI, OpenInference, OpenLLMetry, Vercel AI SDK</dd>
        <dt>Files</dt>
        <dd>single files, folders, archives: .gz, .zst, .zip, .tar</dd>
      </dl>
      <p className={styles.promise}>
        The format is recognised by its content, whatever the file is called. Everything stays in one file on
        this machine; nothing is sent anywhere.
      </p>
    </div>
  )
}
