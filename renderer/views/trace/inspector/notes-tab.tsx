import { useState } from 'react'
import type { Annotation } from '../../../../shared/model/annotation.ts'
import { useNotes } from '../../../api/annotations.ts'
import { NotePad } from '../../../ui/note-pad.tsx'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { didUndoable, tellFailure } from '../../../ui/undo.ts'
import { useOpenTrace, useSelected } from '../trace-context.ts'
import { spanLabel } from '../tree/span-label.ts'
import styles from './inspector.module.css'

type About = 'trace' | 'span'

/** What people wrote on the trace and on its spans; a new note is about the whole or about the chosen span. */
export function NotesTab() {
  const { detail, tree, select } = useOpenTrace()
  const { row } = useSelected()
  const { traceId } = detail.trace
  const span = tree.spans[row]
  const [about, setAbout] = useState<About>('trace')
  const notes = useNotes(
    { on: 'trace', traceId },
    { did: didUndoable, failed: tellFailure },
    about === 'span' && span !== undefined ? { on: 'span', traceId, spanId: span.spanId } : undefined,
  )
  const where = ({ target }: Annotation) => {
    if (target.on !== 'span') return 'the whole trace'
    const at = tree.rowOf.get(target.spanId)
    const noted = at === undefined ? undefined : tree.spans[at]
    if (at === undefined || noted === undefined) return `span ${target.spanId}, which is not in this trace`
    return (
      <button type="button" onClick={() => select(at, 'inspector')}>
        {spanLabel(noted)}
      </button>
    )
  }
  return (
    <div className={styles.pane}>
      <div className={styles.controls}>
        <SegmentedControl<About>
          label="What the note is about"
          value={about}
          onChange={setAbout}
          options={[
            { value: 'trace', label: 'The whole trace' },
            { value: 'span', label: span === undefined ? 'The span' : `Span ${spanLabel(span)}` },
          ]}
        />
      </div>
      <NotePad key={about} {...notes} where={where} />
    </div>
  )
}
