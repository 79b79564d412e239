import { useRef } from 'react'
import { useNotes } from '../../api/annotations.ts'
import { Card } from '../../ui/card.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { NotePad } from '../../ui/note-pad.tsx'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import styles from './decisions.module.css'

/** What people noted on the shift; signed with the name of the decisions beside it. */
export function Notes({ shift }: { shift: string }) {
  const notes = useNotes({ on: 'shift', shift }, { did: didUndoable, failed: tellFailure })
  const card = useRef<HTMLDivElement>(null)
  useHotkeys({ n: () => card.current?.querySelector('textarea')?.focus() })
  return (
    <Card className={styles.card}>
      <h2>Notes</h2>
      <div ref={card}>
        <NotePad {...notes} isSigned={false} />
      </div>
    </Card>
  )
}
