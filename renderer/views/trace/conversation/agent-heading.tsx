import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import { useOpenTrace } from '../trace-context.ts'
import styles from './conversation.module.css'

/** Says which agent speaks from here on. */
export function AgentHeading({ row, again }: { row: number; again: boolean }) {
  const { tree, select } = useOpenTrace()
  const span = tree.spans[row]
  if (span === undefined) return null
  return (
    <button type="button" className={styles.agent} onClick={() => select(row, 'conversation')}>
      <KindGlyph kind="agent" />
      <b>{span.agentName ?? span.name}</b>
      {again ? <span>continues</span> : null}
    </button>
  )
}
