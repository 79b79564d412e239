import { labelWords, standingAnnotations } from '../../../shared/model/annotation.ts'
import { useAnnotate, useAnnotationsOf, useLabels } from '../../api/annotations.ts'
import { LabelMenu, useLabelKeys } from '../../ui/label-menu.tsx'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import { useAuthor } from '../../ui/use-author.ts'

/** The labels of the whole trace: by the menu, or by the keys 1 to 9. */
export function TraceLabels({ traceId }: { traceId: string }) {
  const { keys, labels } = useLabels()
  const [author] = useAuthor()
  const own = standingAnnotations(useAnnotationsOf({ on: 'trace', traceId })).filter(
    ({ target, label, holds }) => target.on === 'trace' && label !== null && holds,
  )
  const { add, setUndone, pending } = useAnnotate({ did: didUndoable, failed: tellFailure })
  const toggle = (label: string) => {
    if (pending) return
    const there = own.filter((annotation) => annotation.label === label)
    if (there.length > 0)
      setUndone({ ids: there.map(({ id }) => id), undone: true, what: `No longer labelled “${label}”` })
    else
      add({
        annotations: [{ target: { on: 'trace', traceId }, label, author }],
        what: `Labelled “${label}”`,
      })
  }
  useLabelKeys(keys, toggle)
  return (
    <LabelMenu
      keys={keys}
      labels={labels.map(({ label }) => label).filter((label) => !label.startsWith('not '))}
      chosen={new Set(own.map(labelWords))}
      onToggle={toggle}
    />
  )
}
