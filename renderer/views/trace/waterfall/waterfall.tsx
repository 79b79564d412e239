import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { categoryName, useOpenTrace, useSelected } from '../trace-context.ts'
import { criticalPath } from '../tree/critical-path.ts'
import { findSpans } from '../tree/find-spans.ts'
import { hiddenBelow, worstClass } from '../tree/span-marks.ts'
import { isLeaf } from '../tree/span-tree.ts'
import { treeMove } from '../tree/tree-keys.ts'
import { positionOf, reveal } from '../tree/visible-rows.ts'
import { BarCanvas } from './bar-canvas.tsx'
import { Crosshair } from './crosshair.tsx'
import { ROW_HEIGHT } from './paint-bars.ts'
import { Ruler } from './ruler.tsx'
import { SpanRowView } from './span-row.tsx'
import { ticks as ticksOf } from './ticks.ts'
import { fit, include, wholeTrace } from './time-window.ts'
import { TreeDivider } from './tree-divider.tsx'
import { useTreeWidth } from './use-tree-width.ts'
import { timeKey, useTimeWheel } from './use-time-keys.ts'
import styles from './waterfall.module.css'

/** Pixels a level of the tree is moved in by; less where names have little room. */
const INDENT = { wide: 14, narrow: 9 }
const NARROW_TREE = 270
/** Rows beyond both edges. */
const OVERSCAN = 8

/** The span tree with its bars over time. Arrow keys walk the tree; W A S D and Ctrl with the wheel move through time. */
export function Waterfall({
  visible,
  collapsed,
  onCollapsed,
}: {
  visible: Int32Array
  collapsed: ReadonlySet<number>
  onCollapsed: (next: ReadonlySet<number>) => void
}) {
  const { tree, marks, select, catalogue, detail, mistake: likely } = useOpenTrace()
  const mistake = likely === null ? -1 : likely.row
  const selection = useSelected()
  const [window, setWindow] = useState(() => wholeTrace(tree.lengthNs))
  const scroller = useRef<HTMLDivElement>(null)
  const { width: paneWidth, height: scrollerHeight } = useSize(scroller)
  const treeColumn = useTreeWidth(paneWidth)
  const treeWidth = treeColumn.width
  const width = Math.max(0, paneWidth - treeWidth)
  const [showsPath, setShowsPath] = useState(true)
  const hasClock = !detail.trace.syntheticTime
  const path = useMemo(() => (hasClock && showsPath ? criticalPath(tree) : null), [tree, hasClock, showsPath])
  const [wanted, setWanted] = useState('')
  const matches = useMemo(() => findSpans(tree, wanted), [tree, wanted])
  const matching = useMemo(() => new Set(matches), [matches])
  const pane = useRef<HTMLDivElement>(null)
  const ticks = useMemo(() => ticksOf(window, width), [window, width])
  const scene = useMemo(
    () => ({ tree, marks, visible, collapsed, path, window, ticks, width }),
    [tree, marks, visible, collapsed, path, window, ticks, width],
  )
  const idPrefix = useId()
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  useTimeWheel(scroller, treeWidth, width, tree.lengthNs, setWindow)

  // A selection made elsewhere opens its way down, scrolls into sight and into the shown time.
  const { row, n, origin } = selection
  const shown = useRef(-1)
  useEffect(() => {
    if (shown.current === n) return
    const open = reveal(tree, collapsed, row)
    if (open !== collapsed) {
      onCollapsed(open)
      return
    }
    shown.current = n
    const at = positionOf(visible, row)
    const range = virtualizer.range
    const inSight = range !== null && at > range.startIndex && at < range.endIndex
    virtualizer.scrollToIndex(at, { align: origin === 'tree' || inSight ? 'auto' : 'center' })
    setWindow((before) => include(before, tree.start[row] ?? 0, tree.duration[row] ?? 0, tree.lengthNs))
  }, [n, row, origin, tree, collapsed, visible, virtualizer, onCollapsed])

  const selectRow = useCallback((at: number) => select(at, 'tree'), [select])
  const toggle = useCallback(
    (at: number) => {
      const next = new Set(collapsed)
      if (!next.delete(at)) next.add(at)
      onCollapsed(next)
    },
    [collapsed, onCollapsed],
  )
  const zoomTo = useCallback(
    (at: number) => setWindow(fit(tree.start[at] ?? 0, tree.duration[at] ?? 0, tree.lengthNs)),
    [tree],
  )

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const nextWindow = timeKey(event.code, window, tree.lengthNs)
    if (nextWindow !== null) {
      event.preventDefault()
      setWindow(nextWindow)
      return
    }
    const move = treeMove(event.key, tree, visible, collapsed, row)
    if (move === null) return
    event.preventDefault()
    if (move.kind === 'select') selectRow(move.row)
    else toggle(move.row)
  }

  const virtualRows = virtualizer.getVirtualItems()
  // A row that leaves gives its elements to one that comes: a fast scroll changes texts and builds nothing.
  const shownRows = Math.ceil(scrollerHeight / ROW_HEIGHT) + 1
  const slots = shownRows + 2 * OVERSCAN + 1
  const isSelectedShown = virtualRows.some((item) => visible[item.index] === row)
  return (
    <div
      ref={pane}
      className={styles.waterfall}
      style={{ '--tree-width': `${treeWidth}px` } as React.CSSProperties}
    >
      <Ruler
        tree={tree}
        marks={marks}
        mistake={mistake}
        window={window}
        ticks={ticks}
        width={width}
        showsPath={hasClock ? showsPath : null}
        wanted={wanted}
        matches={matches}
        onWindow={setWindow}
        onShowsPath={setShowsPath}
        onWanted={setWanted}
      />
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        aria-label={`Spans of ${detail.trace.name}`}
        aria-rowcount={tree.spans.length}
        aria-colcount={2}
        aria-activedescendant={isSelectedShown ? `${idPrefix}-${row}` : undefined}
        tabIndex={0}
        data-waterfall
        onKeyDown={onKeyDown}
      >
        <div className={styles.content} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualRows.map((item) => {
            const at = visible[item.index] ?? 0
            const span = tree.spans[at]
            if (span === undefined) return null
            const own = marks.findings.get(at)
            const leaf = isLeaf(tree, at)
            const shut = collapsed.has(at)
            const hidden = shut ? hiddenBelow(tree, marks, at) : null
            return (
              <SpanRowView
                key={item.index % slots}
                id={`${idPrefix}-${at}`}
                span={span}
                row={at}
                top={item.start}
                depth={tree.depth[at] ?? 0}
                indent={treeWidth < NARROW_TREE ? INDENT.narrow : INDENT.wide}
                position={tree.position[at] ?? 1}
                siblings={tree.siblings[at] ?? 1}
                expanded={leaf ? null : !shut}
                selected={at === row}
                orphan={tree.orphan[at] ?? 0}
                match={matching.has(at)}
                mistake={at === mistake}
                hasClock={hasClock}
                startNs={tree.start[at] ?? 0}
                finding={own === undefined ? null : worstClass(own)}
                findingNames={
                  own?.map((finding) => categoryName(catalogue, finding.category)).join(', ') ?? ''
                }
                hiddenFindings={hidden?.findings ?? 0}
                hiddenErrors={hidden?.errors ?? 0}
                onSelect={selectRow}
                onToggle={toggle}
                onZoom={zoomTo}
              />
            )
          })}
          <BarCanvas top={virtualizer.range?.startIndex ?? 0} shown={shownRows} scene={scene} />
        </div>
      </div>
      <Crosshair area={pane} treeWidth={treeWidth} width={width} window={window} hasClock={hasClock} />
      <TreeDivider
        width={treeWidth}
        least={treeColumn.least}
        most={treeColumn.most}
        onWidth={treeColumn.setWidth}
      />
    </div>
  )
}

function useSize(element: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const observer = new ResizeObserver(() =>
      setSize({ width: target.clientWidth, height: target.clientHeight }),
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
