import { Button } from '../ui/button.tsx'
import { joinClass } from '../ui/join-class.ts'
import { closeNotice, useNotice } from '../ui/notices.ts'
import { undoNewest } from '../ui/undo.ts'
import styles from './notice-bar.module.css'

/** What was just done, above the status bar in every view, with the way back. */
export function NoticeBar() {
  const notice = useNotice()
  return (
    <div className={styles.place}>
      <div className={joinClass(styles.text, notice?.isFailure && styles.failed)} role="status">
        {notice?.text}
      </div>
      {notice?.canUndo ? (
        <Button variant="quiet" onClick={() => void undoNewest()}>
          Undo
        </Button>
      ) : null}
      {notice?.isFailure ? (
        <Button variant="quiet" onClick={closeNotice}>
          Close
        </Button>
      ) : null}
    </div>
  )
}
