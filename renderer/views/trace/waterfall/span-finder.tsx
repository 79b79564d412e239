import { useRef } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import { useHotkeys } from '../../../ui/hotkeys.ts'
import { useOpenTrace, useSelected } from '../trace-context.ts'
import { nextMatch } from '../tree/find-spans.ts'
import styles from './ruler.module.css'

/** Finds spans by name, tool, agent, model or id; Enter goes to the next match, Shift+Enter to the one before. */
export function SpanFinder({
  wanted,
  matches,
  onWanted,
}: {
  wanted: string
  matches: Int32Array
  onWanted: (wanted: string) => void
}) {
  const { tree, select } = useOpenTrace()
  const { row } = useSelected()
  const field = useRef<HTMLInputElement>(null)
  useHotkeys({ 'mod+f': () => field.current?.select() })
  const at = matches.indexOf(row)
  return (
    <div className={styles.finder} role="search">
      <input
        ref={field}
        value={wanted}
        placeholder={`Find in ${formatCount(tree.spans.length)} ${tree.spans.length === 1 ? 'span' : 'spans'}`}
        aria-label="Find a span by name, tool, agent, model or id"
        title="Ctrl+F; Enter goes to the next match"
        spellCheck={false}
        onChange={(event) => onWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            onWanted('')
            event.currentTarget.blur()
            return
          }
          if (event.key !== 'Enter') return
          event.preventDefault()
          const next = nextMatch(matches, row, event.shiftKey)
          if (next !== null) select(next, 'address')
        }}
      />
      {wanted.trim() === '' ? null : (
        <span role="status">
          {matches.length === 0
            ? 'none'
            : at === -1
              ? formatCount(matches.length)
              : `${formatCount(at + 1)} of ${formatCount(matches.length)}`}
        </span>
      )}
    </div>
  )
}
