import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { formatCount } from '../../../../shared/format.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import styles from './json-tree.module.css'
import { firstOpen, jsonPreview, jsonRows, jsonText } from './json-rows.ts'
import type { Json, JsonRow } from './json-rows.ts'
import { LegibleText } from '../../../ui/legible-text.tsx'

const ROW = 22
/** So many rows at most are open at first. */
const FIRST_ROWS = 200
/** Of a long string the beginning shows below the tree; its copy is whole. */
const SHOWN = 20_000

/** JSON as a tree: arrow keys walk it, each row gives its path and its value to copy. */
export function JsonTree({ value, label }: { value: Json; label: string }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => firstOpen(value, FIRST_ROWS))
  const rows = useMemo(() => jsonRows(value, open), [value, open])
  const [chosen, setChosen] = useState('$')
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const at = Math.max(
    0,
    rows.findIndex((row) => row.path === chosen),
  )
  const row = rows[at]
  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    setOpen(next)
  }
  const go = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index))
    setChosen(rows[next]?.path ?? '$')
    virtualizer.scrollToIndex(next)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (row === undefined || event.target !== event.currentTarget) return
    if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp') go(at - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(rows.length - 1)
    else if (event.key === 'ArrowRight' && row.size > 0) {
      if (open.has(row.path)) go(at + 1)
      else toggle(row.path)
    } else if (event.key === 'ArrowLeft') {
      if (row.size > 0 && open.has(row.path)) toggle(row.path)
      else go(rows.findLastIndex((other, index) => index < at && other.depth < row.depth))
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.tree}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="tree"
        aria-label={label}
        aria-activedescendant={`json-${at}`}
        tabIndex={0}
        style={{ height: virtualizer.getTotalSize() + 2 }}
        onKeyDown={onKeyDown}
      >
        <div className={styles.content} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const shown = rows[item.index]
            return shown === undefined ? null : (
              <Row
                key={shown.path}
                id={`json-${item.index}`}
                row={shown}
                top={item.start}
                isOpen={open.has(shown.path)}
                isChosen={shown.path === row?.path}
                onChoose={() => {
                  setChosen(shown.path)
                  if (shown.size > 0) toggle(shown.path)
                }}
              />
            )
          })}
        </div>
      </div>
      {row === undefined ? null : <Chosen row={row} />}
    </div>
  )
}

function Row({
  id,
  row,
  top,
  isOpen,
  isChosen,
  onChoose,
}: {
  id: string
  row: JsonRow
  top: number
  isOpen: boolean
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={row.size > 0 ? isOpen : undefined}
      aria-selected={isChosen}
      tabIndex={-1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + Math.min(row.depth, 24) * 14 }}
      onClick={onChoose}
    >
      <span className={styles.twist} data-open={isOpen || undefined} hidden={row.size === 0} />
      {row.key === null ? null : (
        <b>
          <LegibleText text={row.key} />
        </b>
      )}
      <span className={styles.value} data-string={typeof row.value === 'string' || undefined} dir="auto">
        <LegibleText text={jsonPreview(row.value)} />
      </span>
    </div>
  )
}

/** The chosen value in full, with what can be copied of it. */
function Chosen({ row }: { row: JsonRow }) {
  const text = typeof row.value === 'string' ? row.value : null
  return (
    <footer className={styles.chosen}>
      <div>
        <code title={row.path}>{row.path}</code>
        <CopyButton text={row.path} label="Copy path" />
        <CopyButton text={() => jsonText(row.value)} label="Copy value" />
      </div>
      {text !== null && text.length > 60 ? (
        <pre dir="auto" tabIndex={0}>
          <LegibleText text={text.slice(0, SHOWN)} />
          {text.length > SHOWN ? (
            <i>
              {'\n'}
              {formatCount(text.length - SHOWN)} more characters; a copy holds them all.
            </i>
          ) : null}
        </pre>
      ) : null}
    </footer>
  )
}
