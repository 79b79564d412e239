import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { joinClass } from '../../../ui/join-class.ts'
import { EmptyState, ErrorState, Loading } from '../../../ui/states.tsx'
import { FindingCard } from '../inspector/finding-card.tsx'
import { groupFindings } from '../inspector/group-findings.ts'
import { keyed } from '../keyed.ts'
import { useJump, useOpenTrace, useSelected } from '../trace-context.ts'
import { AgentHeading } from './agent-heading.tsx'
import { countCalls, spansOf } from './blocks.ts'
import styles from './conversation.module.css'
import { arrange, type ConversationItem, itemOfSpan } from './conversation-items.ts'
import { Said } from './said.tsx'
import { ToolBlock } from './tool-block.tsx'
import { TurnBar } from './turn-bar.tsx'
import { useTurns } from './use-turns.ts'

/** Of a deep nesting of agents the words must keep some width. */
const DEEPEST_INDENT = 4
/** Conversations of more turns say where one reads. */
const LONG = 30
/** Blocks before the end at which the next part is asked for. */
const AHEAD = 12

/** The trace as it reads: what was said, each tool call with its result, and findings in front of their evidence. */
export function Conversation() {
  const { detail, tree, select } = useOpenTrace()
  const selection = useSelected()
  const jump = useJump()
  const { query, blocks, loaded, total } = useTurns(detail.trace.traceId)
  const { isSuccess, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const items = useMemo(
    () => (isSuccess ? arrange(blocks, tree, detail.findings, !hasNextPage) : []),
    [isSuccess, blocks, tree, detail.findings, hasNextPage],
  )
  const calls = useMemo(() => countCalls(blocks), [blocks])
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'agent' ? 36 : 140),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 6,
  })
  const virtualItems = virtualizer.getVirtualItems()

  const lastShown = virtualItems.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= items.length - AHEAD) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, items.length])

  // The selected span may stand in a part that is not loaded yet: load on until it is there.
  const done = useRef(0)
  useEffect(() => {
    if (done.current === selection.n || items.length === 0) return
    if (selection.origin === 'conversation' || selection.n === 0) {
      done.current = selection.n
      return
    }
    const at = itemOfSpan(items, tree, selection.row)
    if (at === -1) {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
      return
    }
    done.current = selection.n
    virtualizer.scrollToIndex(at, { align: 'start' })
  }, [selection, items, tree, virtualizer, hasNextPage, isFetchingNextPage, fetchNextPage])

  // A jump leads to the block that shows the evidence; the mark itself then moves into the middle.
  const jumped = useRef(0)
  useEffect(() => {
    if (jump === null || jumped.current === jump.n) return
    const at = items.findIndex(
      (item) => item.kind === 'block' && spansOf(item.block).some((id) => jump.key.includes(`@${id}#`)),
    )
    if (at === -1) return
    jumped.current = jump.n
    virtualizer.scrollToIndex(at, { align: 'start' })
  }, [jump, items, virtualizer])

  // A turn far down may not be loaded yet.
  const [wantedTurn, setWantedTurn] = useState<number | null>(null)
  useEffect(() => {
    if (wantedTurn === null) return
    if (wantedTurn > loaded && hasNextPage) {
      if (!isFetchingNextPage) void fetchNextPage()
      return
    }
    const at = items.findLastIndex((item) => item.kind === 'block' && turnOf(item) <= wantedTurn)
    virtualizer.scrollToIndex(Math.max(0, at), { align: 'start' })
    // oxlint-disable-next-line react/set-state-in-effect -- the jump is done: the next one may ask for the same turn
    setWantedTurn(null)
  }, [wantedTurn, loaded, items, virtualizer, hasNextPage, isFetchingNextPage, fetchNextPage])

  const selectSpan = useCallback(
    (spanId: string) => {
      const row = tree.rowOf.get(spanId)
      if (row !== undefined) select(row, 'conversation')
    },
    [tree, select],
  )
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) {
    return (
      <div className={styles.wait}>
        <Loading label="Loading the conversation" lines={8} />
      </div>
    )
  }
  if (items.length === 0) {
    return (
      <EmptyState
        title="Nothing was said"
        text="This trace holds no messages and no tool calls. Its spans are in the tree; their attributes are one tab further."
      />
    )
  }
  const chosen = tree.spans[selection.row]?.spanId
  // The first block that reaches below the upper edge.
  const top = virtualizer.scrollOffset ?? 0
  const uppermost = virtualItems.find((item) => item.end > top + 1 && items[item.index]?.kind === 'block')
  return (
    <div className={styles.whole}>
      {total > LONG ? (
        <TurnBar
          at={turnOf(items[uppermost?.index ?? 0])}
          loaded={loaded}
          total={total}
          onGo={setWantedTurn}
        />
      ) : null}
      <div className={styles.scroller} ref={scroller} role="feed" aria-label="Conversation" tabIndex={0}>
        <div className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
          {virtualItems.map((virtual) => {
            const item = items[virtual.index]
            if (item === undefined) return null
            const level = Math.min(item.level, DEEPEST_INDENT)
            const isChosen =
              selection.n > 0 && item.kind === 'block' && spansOf(item.block).some((id) => id === chosen)
            return (
              <article
                key={virtual.key}
                data-index={virtual.index}
                ref={virtualizer.measureElement}
                className={joinClass(styles.item, level > 0 && styles.nested)}
                aria-posinset={virtual.index + 1}
                aria-setsize={hasNextPage ? -1 : items.length}
                style={{ transform: `translateY(${virtual.start}px)`, paddingLeft: level * 14 }}
              >
                {item.kind === 'agent' ? (
                  <AgentHeading row={item.row} again={item.again} />
                ) : item.kind === 'findings' ? (
                  <div className={styles.cards}>
                    {keyed(
                      groupFindings(item.findings),
                      ([first]) => `${first.category} ${first.spanId}`,
                    ).map(({ key, item: group }) => (
                      <FindingCard key={key} group={group} compact />
                    ))}
                  </div>
                ) : item.block.kind === 'said' ? (
                  <Said turn={item.block.turn} chosen={isChosen} onSelect={selectSpan} />
                ) : (
                  <ToolBlock
                    block={item.block}
                    of={calls.get(item.block.call?.name ?? '') ?? 0}
                    isCountFinal={!hasNextPage}
                    chosen={isChosen}
                    onSelect={selectSpan}
                  />
                )}
              </article>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Which turn of the trace a row begins with, from 1. */
function turnOf(item: ConversationItem | undefined): number {
  return item?.kind === 'block' ? item.block.at + 1 : 1
}
