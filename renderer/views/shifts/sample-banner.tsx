import { Button } from '../../ui/button.tsx'
import { useChooseFiles } from './use-choose-files.ts'
import styles from './sample-banner.module.css'

/** Over the sample: says that it is one, and takes the person's own files. */
export function SampleBanner() {
  const { choose, pending } = useChooseFiles()
  return (
    <aside className={styles.banner} aria-label="Sample">
      <div>
        <b>This is a sample</b>: eight weeks of three invented agents with one real regression, one change in
        the traffic and one broken tool. Drop your own trace exports anywhere on this window: the sample is
        taken out when they come in, and nothing leaves the machine.
      </div>
      <Button onClick={() => choose()} disabled={pending}>
        Open files…
      </Button>
      <Button onClick={() => choose({ folder: true })} disabled={pending}>
        Open a folder…
      </Button>
    </aside>
  )
}
