import type { TraceRow } from '../../../shared/contract/schemas.ts'
import { formatPlural } from '../../../shared/format.ts'
import { standingAnnotations } from '../../../shared/model/annotation.ts'
import { useAnnotate, useLabels } from '../../api/annotations.ts'
import { call } from '../../api/client.ts'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import { useAuthor } from '../../ui/use-author.ts'

/** Puts a label on traces of the list; where all of them have it, takes it off. */
export function useListLabels() {
  const { keys, labels } = useLabels()
  const [author] = useAuthor()
  const { add, setUndone, pending } = useAnnotate({ did: didUndoable, failed: tellFailure })
  const toggle = async (traces: readonly TraceRow[], label: string) => {
    if (pending || traces.length === 0) return
    const without = traces.filter((trace) => !trace.labels.includes(label))
    if (without.length > 0) {
      add({
        annotations: without.map(({ traceId }) => ({ target: { on: 'trace', traceId }, label, author })),
        what: `${formatPlural(without.length, 'trace')} labelled “${label}”`,
      })
      return
    }
    const ids = (await Promise.all(traces.map(({ traceId }) => idsOfLabel(traceId, label)))).flat()
    if (ids.length > 0)
      setUndone({
        ids,
        undone: true,
        what: `${formatPlural(traces.length, 'trace')} no longer labelled “${label}”`,
      })
  }
  return {
    keys,
    labels: labels.map(({ label }) => label).filter((label) => !label.startsWith('not ')),
    toggle: (traces: readonly TraceRow[], label: string) => void toggle(traces, label).catch(tellFailure),
  }
}

async function idsOfLabel(traceId: string, label: string): Promise<string[]> {
  const all = await call('annotations.of', { on: 'trace', traceId })
  return standingAnnotations(all)
    .filter((annotation) => annotation.label === label && annotation.holds)
    .map(({ id }) => id)
}
