import { formatCount, formatDuration } from '../../../../shared/format.ts'
import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useOpenTrace, useSelected } from '../trace-context.ts'
import { spanLabel } from '../tree/span-label.ts'
import styles from './inspector.module.css'

/** Which span a tab speaks of. */
export function SpanHead() {
  const { tree, detail } = useOpenTrace()
  const selection = useSelected()
  const span = tree.spans[selection.row]
  if (span === undefined) return null
  return (
    <header className={styles.spanHead}>
      <KindGlyph kind={span.kind} />
      <h3 title={span.name}>{spanLabel(span)}</h3>
      {span.status === 'error' ? <Tag tone="bad">error</Tag> : null}
      <span className={styles.spanFacts}>
        {[
          span.durationNs === null
            ? detail.trace.syntheticTime
              ? null
              : 'no end'
            : formatDuration(span.durationNs),
          span.model,
          span.tokens === null ? null : `${formatCount(span.tokens)} tokens`,
        ]
          .filter((fact) => fact !== null && fact !== '')
          .join(' · ')}
      </span>
    </header>
  )
}
