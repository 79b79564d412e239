import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { standingAnnotations } from '../../../../shared/model/annotation.ts'
import { useAnnotate, useAnnotationsOf } from '../../../api/annotations.ts'
import { didUndoable, tellFailure } from '../../../ui/undo.ts'
import { useAuthor } from '../../../ui/use-author.ts'
import { categoryName, useOpenTrace } from '../trace-context.ts'
import styles from './finding-card.module.css'

/** Whether a person says that a finding is right: a label of the category's id on its span. */
export function Verdict({ finding }: { finding: FindingRow }) {
  const { detail, catalogue } = useOpenTrace()
  const { traceId } = detail.trace
  const { category, spanId } = finding
  const [author] = useAuthor()
  const said = standingAnnotations(useAnnotationsOf({ on: 'trace', traceId })).filter(
    ({ target, label }) => target.on === 'span' && target.spanId === spanId && label === category,
  )
  const { add, setUndone, pending } = useAnnotate({ did: didUndoable, failed: tellFailure })
  const name = categoryName(catalogue, category)
  const say = (holds: boolean) => {
    const [before] = said
    const word = holds ? 'right' : 'wrong'
    if (before?.holds === holds && said.length === 1)
      setUndone({ ids: [before.id], undone: true, what: `No longer said to be ${word}: ${name}` })
    else
      add({
        annotations: [
          {
            target: { on: 'span', traceId, spanId },
            label: category,
            holds,
            author,
            text: before?.text ?? '',
            replaces: before?.id ?? null,
          },
        ],
        what: `${name} is ${word} here`,
      })
  }
  return (
    <span className={styles.verdict} role="group" aria-label={`Is “${name}” right here?`}>
      {[true, false].map((holds) => (
        <button
          key={String(holds)}
          type="button"
          disabled={pending}
          aria-pressed={said.some((annotation) => annotation.holds === holds)}
          onClick={() => say(holds)}
        >
          {holds ? 'Right' : 'Wrong'}
        </button>
      ))}
    </span>
  )
}
