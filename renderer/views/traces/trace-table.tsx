import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ListedTrace } from '../../../shared/contract/traces.ts'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { useLabelKeys } from '../../ui/label-menu.tsx'
import { joinClass } from '../../ui/join-class.ts'
import {
  columnsOf,
  features,
  NARROW,
  NARROW_SIZES,
  NUMBER_COLUMNS,
  SORT_OF_COLUMN,
  WIDE,
  WIDE_FROM,
} from './trace-columns.tsx'
import type { ColumnId } from './column-choice.ts'
import type { Density } from './column-menu.tsx'
import { extendRows, NO_ROWS, type RowSelection, toggleRow } from './select-rows.ts'
import styles from './trace-table.module.css'
import type { useListLabels } from './use-list-labels.ts'
import type { TraceSort } from './traces-search.ts'

const ROW_HEIGHT = { normal: { wide: 36, narrow: 48 }, dense: { wide: 28, narrow: 42 } }
/** Rows before the end at which the next page is asked for. */
const AHEAD = 60

export interface TraceTableProps {
  rows: readonly ListedTrace[]
  columns: readonly ColumnId[]
  density: Density
  selection: RowSelection
  onSelect: (selection: RowSelection) => void
  labelling: ReturnType<typeof useListLabels>
  /** Rows there are in all, as far as it is known. */
  total: number | null
  sort: TraceSort
  direction: 'asc' | 'desc'
  onSort: (sort: TraceSort, direction: 'asc' | 'desc') => void
  hasMore: boolean
  onMore: () => void
  /** The trace to come back to. */
  startAt: string | undefined
  isStale: boolean
  onOpen: (trace: ListedTrace) => void
}

/** The traces as a grid: j and k or the arrow keys move, Enter opens, Space and Shift mark. Only the rows in sight are in the document. */
export function TraceTable(props: TraceTableProps) {
  const { rows, sort, direction, hasMore, onMore, onOpen, selection, onSelect } = props
  const scroller = useRef<HTMLDivElement>(null)
  const wide = useIsWide(scroller)
  const columns = useMemo(() => columnsOf(props.columns), [props.columns])
  const ids = useMemo(() => rows.map((row) => row.traceId), [rows])
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (trace) => trace.traceId,
    state: { columnVisibility: wide ? WIDE : NARROW },
  })
  const model = table.getRowModel().rows
  const height = ROW_HEIGHT[props.density][wide ? 'wide' : 'narrow']
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => model[index]?.id ?? index,
    overscan: 12,
    // The header row sticks over the first rows.
    scrollPaddingStart: 34,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, height])
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - AHEAD) onMore()
  }, [hasMore, lastShown, rows.length, onMore])

  const [current, setCurrent] = useState(() =>
    Math.max(
      -1,
      rows.findIndex((row) => row.traceId === props.startAt),
    ),
  )
  const wantsFocus = useRef(false)
  const arrived = useRef(current === -1)
  useEffect(() => {
    if (arrived.current) return
    arrived.current = true
    virtualizer.scrollToIndex(current, { align: 'center' })
  }, [virtualizer, current])
  useEffect(() => {
    if (!wantsFocus.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)
    if (!row) return
    wantsFocus.current = false
    row.focus({ preventScroll: true })
  }, [current, items])
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), rows.length - 1)
    if (next < 0) return
    wantsFocus.current = true
    setCurrent(next)
    virtualizer.scrollToIndex(next, { align: 'auto' })
  }
  useHotkeys({
    j: () => move(current + 1),
    k: () => move(current - 1),
    ...(selection.ids.size > 0 && { escape: () => onSelect(NO_ROWS) }),
  })
  // The marked rows, or the one the keys stand on.
  useLabelKeys(props.labelling.keys, (label) =>
    props.labelling.toggle(
      rows.filter((row, at) => (selection.ids.size > 0 ? selection.ids.has(row.traceId) : at === current)),
      label,
    ),
  )

  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2)
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      if (event.shiftKey)
        onSelect(extendRows(selection, ids, current, Math.min(Math.max(to, 0), ids.length - 1)))
      move(to)
    } else if (event.key === ' ' && event.target instanceof HTMLElement && event.target.role === 'row') {
      event.preventDefault()
      onSelect(toggleRow(selection, ids, current))
    } else if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.role === 'row') {
      const trace = rows[current]
      if (trace) onOpen(trace)
    }
  }

  const widths = table
    .getVisibleLeafColumns()
    .map((column) =>
      column.id === 'name'
        ? 'minmax(140px, 1fr)'
        : `${(wide ? undefined : NARROW_SIZES[column.id]) ?? column.getSize()}px`,
    )
    .join(' ')
  const template = `24px ${widths}`
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label="Traces"
      aria-rowcount={props.total ?? -1}
      aria-colcount={table.getVisibleLeafColumns().length + 1}
      aria-multiselectable
      aria-busy={props.isStale}
      tabIndex={current === -1 ? 0 : -1}
      onFocus={(event) => {
        if (event.target === event.currentTarget) move(Math.max(0, current))
      }}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        <div role="columnheader" aria-label="Marked" />
        {table.getHeaderGroups()[0]?.headers.map((header) => (
          <HeaderCell key={header.id} id={header.id} sort={sort} direction={direction} onSort={props.onSort}>
            <table.FlexRender header={header} />
          </HeaderCell>
        ))}
      </div>
      <div
        className={styles.body}
        role="rowgroup"
        style={{ height: virtualizer.getTotalSize() }}
        data-stale={props.isStale || undefined}
      >
        {items.map((item) => {
          const row = model[item.index]
          if (row === undefined) return null
          return (
            <div
              key={item.key}
              role="row"
              data-index={item.index}
              aria-rowindex={item.index + 2}
              aria-selected={selection.ids.has(row.id)}
              data-current={item.index === current || undefined}
              tabIndex={item.index === current ? 0 : -1}
              className={joinClass(styles.row, !wide && styles.tall)}
              style={{ gridTemplateColumns: template, height, transform: `translateY(${item.start}px)` }}
              onClick={(event) => {
                if (event.shiftKey) onSelect(extendRows(selection, ids, Math.max(0, current), item.index))
                else if (event.ctrlKey || event.metaKey) onSelect(toggleRow(selection, ids, item.index))
                else onOpen(row.original)
              }}
            >
              <div role="gridcell" className={styles.mark}>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label="Mark this trace"
                  checked={selection.ids.has(row.id)}
                  onClick={(event) => event.stopPropagation()}
                  onChange={() => onSelect(toggleRow(selection, ids, item.index))}
                />
              </div>
              {row.getVisibleCells().map((cell) => (
                <div
                  key={cell.id}
                  role="gridcell"
                  className={joinClass(styles.cell, NUMBER_COLUMNS.has(cell.column.id) && styles.number)}
                  data-column={cell.column.id}
                >
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          )
        })}
      </div>
      {hasMore ? (
        <div className={styles.more} role="row">
          <span role="gridcell">Loading more…</span>
        </div>
      ) : null}
    </div>
  )
}

function HeaderCell({
  id,
  sort,
  direction,
  onSort,
  children,
}: {
  id: string
  sort: TraceSort
  direction: 'asc' | 'desc'
  onSort: (sort: TraceSort, direction: 'asc' | 'desc') => void
  children: React.ReactNode
}) {
  const own = SORT_OF_COLUMN[id]
  const active = own !== undefined && own === sort
  return (
    <div
      role="columnheader"
      className={joinClass(styles.headCell, NUMBER_COLUMNS.has(id) && styles.number)}
      aria-sort={active ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {own === undefined ? (
        children
      ) : (
        <button
          type="button"
          className={styles.sort}
          data-active={active || undefined}
          onClick={() => onSort(own, active && direction === 'desc' ? 'asc' : 'desc')}
        >
          {children}
          <span aria-hidden>{active ? (direction === 'asc' ? '↑' : '↓') : ''}</span>
        </button>
      )}
    </div>
  )
}

function useIsWide(element: React.RefObject<HTMLElement | null>): boolean {
  const [wide, setWide] = useState(true)
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const observer = new ResizeObserver(() => setWide(target.clientWidth >= WIDE_FROM))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return wide
}
