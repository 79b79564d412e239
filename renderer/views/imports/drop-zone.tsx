import { chooseFiles } from '../../api/choose-files.ts'
import { useImportFiles, useLookAtFiles } from '../../api/queries.ts'
import { formatBytes, formatPlural } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { joinClass } from '../../ui/join-class.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { messageOf } from '../../ui/states.tsx'
import styles from './drop-zone.module.css'

/** Where files go. The window takes them wherever they are dropped; this says so and offers the chooser. */
export function DropZone({ small }: { small: boolean }) {
  const importFiles = useImportFiles()
  const lookAt = useLookAtFiles()
  const choose = async (folder: boolean) => {
    const files = await chooseFiles({ folder })
    if (files.length > 0) importFiles.mutate(files)
  }
  const look = async () => {
    const files = await chooseFiles()
    if (files.length > 0) lookAt.mutate(files)
  }
  const [last] = [importFiles, lookAt].toSorted((a, b) => b.submittedAt - a.submittedAt)
  const handed = last?.variables
  return (
    <section className={joinClass(styles.zone, small && styles.small)} aria-label="Import files">
      <svg className={styles.sign} width="28" height="28" viewBox="0 0 28 28" fill="none" aria-hidden>
        <path
          d="M14 4v13m0 0-5-5m5 5 5-5"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path
          d="M4 19c3 0 3 3 5 3s3-3 5-3 3 3 5 3 2-3 5-3"
          stroke="var(--accent)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      <div className={styles.words}>
        <b>Drop trace exports anywhere on this window</b>
        <span>Files, folders or archives (.zip, .tar.gz, .gz, .zst); several at once become one import.</span>
      </div>
      <div className={styles.actions}>
        <Button variant="primary" onClick={() => void choose(false)} disabled={importFiles.isPending}>
          Choose files…
        </Button>
        <Button onClick={() => void choose(true)} disabled={importFiles.isPending}>
          Choose a folder…
        </Button>
        {small ? null : (
          <span className={styles.hint}>
            or press <Kbd>Ctrl</Kbd> <Kbd>O</Kbd>
          </span>
        )}
        <Button
          variant="quiet"
          onClick={() => void look()}
          disabled={lookAt.isPending}
          title="Reads files and reports what an import would bring; writes nothing"
        >
          Dry run…
        </Button>
      </div>
      {last?.isPending && handed ? (
        <p className={styles.state} role="status">
          Handing over {formatPlural(handed.length, 'file')} (
          {formatBytes(handed.reduce((sum, file) => sum + file.size, 0))})…
        </p>
      ) : null}
      {last?.isError ? (
        <p className={styles.failed} role="alert">
          {messageOf(last.error)}
        </p>
      ) : null}
    </section>
  )
}
