import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { joinClass } from '../../ui/join-class.ts'
import { pathTo, ViewLink } from '../view.ts'
import { describeColumns, type ResultCell, type ResultColumn, sortRows } from './result-columns.ts'
import styles from './result-table.module.css'
import type { QueryAnswer } from './use-query-run.ts'

const ROW_HEIGHT = 30
/** Pixels of a column by what it holds. */
const WIDTH = { number: 120, least: 90, most: 420 }
const LETTER = 7.4
/** Rows whose texts decide how wide a column is. */
const LOOKED_AT = 60

/** The rows of an answer; ids open what they name. Only the rows in sight are in the document. */
export function ResultTable({ answer }: { answer: QueryAnswer }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [sort, setSort] = useState<{ index: number; direction: 'asc' | 'desc' } | null>(null)
  const columns = useMemo(() => describeColumns(answer), [answer])
  const rows = useMemo(
    () => (sort === null ? answer.rows : sortRows(answer.rows, sort.index, sort.direction)),
    [answer, sort],
  )
  const template = useMemo(
    () => columns.map((column) => `${widthOf(column, answer)}px`).join(' '),
    [columns, answer],
  )
  const spanTrace = columns.find(({ opens }) => opens === 'trace')?.index
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  })
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label="Answer"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      tabIndex={0}
    >
      <div role="rowgroup" className={styles.headGroup}>
        <div role="row" className={styles.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => {
            const isSorted = sort?.index === column.index
            return (
              <div
                key={`${column.index} ${column.name}`}
                role="columnheader"
                aria-sort={isSorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
                className={joinClass(column.isNumber && styles.number)}
              >
                <button
                  type="button"
                  onClick={() =>
                    setSort({
                      index: column.index,
                      direction: isSorted && sort.direction === 'desc' ? 'asc' : 'desc',
                    })
                  }
                >
                  {column.name}
                  <span aria-hidden>{isSorted ? (sort.direction === 'asc' ? ' ↑' : ' ↓') : ''}</span>
                </button>
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index] ?? []
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles.row}
              style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
            >
              {columns.map((column) => (
                <div
                  key={`${column.index} ${column.name}`}
                  role="cell"
                  className={joinClass(column.isNumber && styles.number)}
                >
                  <Cell
                    cell={row[column.index] ?? null}
                    column={column}
                    trace={spanTrace === undefined ? null : (row[spanTrace] ?? null)}
                  />
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cell({ cell, column, trace }: { cell: ResultCell; column: ResultColumn; trace: ResultCell }) {
  if (cell === null) return <span className={styles.nothing}>null</span>
  const text = typeof cell === 'number' ? formatNumber(cell) : cell
  if (column.opens === 'trace') return <ViewLink to={pathTo('traces', String(cell))}>{text}</ViewLink>
  if (column.opens === 'span' && trace !== null)
    return (
      <ViewLink to={pathTo('traces', String(trace))} search={{ span: String(cell) }}>
        {text}
      </ViewLink>
    )
  return (
    <span title={typeof cell === 'string' && cell.length > 40 ? cell.slice(0, 2000) : undefined}>{text}</span>
  )
}

/** Whole numbers with their thousands apart, others as they are: years and ids of five digits and more would mislead otherwise. */
function formatNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e9 && Math.abs(value) >= 1e4
    ? formatCount(value)
    : String(value)
}

function widthOf({ index, name, isNumber }: ResultColumn, { rows }: QueryAnswer): number {
  if (isNumber) return Math.max(WIDTH.number, name.length * LETTER + 34)
  const longest = rows
    .slice(0, LOOKED_AT)
    .reduce((most, row) => Math.max(most, String(row[index] ?? '').length), name.length + 2)
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, longest * LETTER + 24)))
}
