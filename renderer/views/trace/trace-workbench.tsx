import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { formatCount } from '../../../shared/format.ts'
import type { TextMatch } from '../../../shared/contract/search.ts'
import type { FindingRow } from '../../../shared/contract/schemas.ts'
import type { TraceDetail } from '../../../shared/contract/traces.ts'
import { useCall, useCatalogue } from '../../api/queries.ts'
import { useActions } from '../../ui/actions.ts'
import { useFooterNote } from '../../ui/footer-note.ts'
import { tabOfMatch } from '../../ui/match-snippet.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { useSetSearch } from '../view.ts'
import { CompareView } from './compare/compare-view.tsx'
import { turnsQuery } from './conversation/use-turns.ts'
import { evidenceTab } from './find-evidence-tab.ts'
import { Inspector } from './inspector/inspector.tsx'
import { matchKey } from './payload/match-marks.ts'
import { markKey } from './payload/evidence-marks.ts'
import { JumpContext, OpenTraceContext, SelectionContext } from './trace-context.ts'
import type { Jump, OpenTrace } from './trace-context.ts'
import { TextFinder } from './text-finder.tsx'
import { TraceHeader } from './trace-header.tsx'
import styles from './trace-page.module.css'
import { INSPECTOR_TABS, type InspectorTab, TAB_WORDS } from './trace-search.ts'
import { firstFindingRow, markSpans, nextFindingRow } from './tree/span-marks.ts'
import { buildSpanTree } from './tree/span-tree.ts'
import { collapseStep, expandStep, visibleRows } from './tree/visible-rows.ts'
import { useCalmed } from './use-calmed.ts'
import { useNeighbours } from './use-neighbours.ts'
import type { TraceSearch } from './use-neighbours.ts'
import { useTextMatches } from './use-text-matches.ts'
import { useSelection } from './use-selection.ts'
import { Waterfall } from './waterfall/waterfall.tsx'

/** The tree follows a held arrow key at every press, the words beside it at this pace. */
const INSPECTOR_EVERY_MS = 160

/** One open trace: the state that tree, conversation and details share, and the keys that work on all of it. */
export function TraceWorkbench({
  detail,
  search,
  isLeaving,
}: {
  detail: TraceDetail
  search: TraceSearch
  isLeaving: boolean
}) {
  const { traceId } = detail.trace
  const tree = useMemo(() => buildSpanTree(detail.spans), [detail.spans])
  const marks = useMemo(() => markSpans(tree, detail.findings), [tree, detail.findings])
  const categories = useCatalogue().data
  const catalogue = useMemo(
    () => new Map(categories?.map((category) => [category.id, category])),
    [categories],
  )
  const likely = useCall('trace.mistake', { traceId }).data ?? null
  const mistake = useMemo(() => {
    const row = likely === null ? undefined : tree.rowOf.get(likely.spanId)
    return likely === null || row === undefined ? null : { ...likely, row }
  }, [likely, tree])
  const { selection, select } = useSelection(tree, search.span)
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set())
  const readSelection = useCalmed(selection, INSPECTOR_EVERY_MS)
  const visible = useMemo(() => visibleRows(tree, collapsed), [tree, collapsed])
  const [jump, setJump] = useState<Jump | null>(null)
  const setSearch = useSetSearch()
  const client = useQueryClient()
  const neighbours = useNeighbours(traceId, search)
  useFooterNote(sayPlace(neighbours.place, search.filter))
  const layout = useDefaultLayout({ id: 'tidemark.trace-panes', storage: localStorage })

  const jumpTo = useCallback(
    async (finding: FindingRow, index: number) => {
      const row = tree.rowOf.get(finding.evidence[index]?.spanId ?? finding.spanId)
      // The jump itself moves the conversation: selecting must not move it to another place.
      if (row !== undefined) select(row, 'conversation')
      const conversation = await client.ensureInfiniteQueryData(turnsQuery(traceId)).catch(() => undefined)
      const tab = evidenceTab(finding, index, conversation)
      setSearch({ tab }, { replace: true })
      setJump((before) => ({ key: markKey(finding, index), n: (before?.n ?? 0) + 1 }))
    },
    [tree, select, client, traceId, setSearch],
  )
  const showMatch = useCallback(
    (match: TextMatch) => {
      const row = tree.rowOf.get(match.spanId)
      if (row !== undefined) select(row, 'address')
      setSearch({ tab: tabOfMatch(match) }, { replace: true })
      setJump((before) => ({ key: matchKey(match), n: (before?.n ?? 0) + 1 }))
    },
    [tree, select, setSearch],
  )
  const found = useTextMatches(traceId, search.find ?? '', search.span, showMatch)
  const setFind = useCallback(
    (find: string) => setSearch({ find: find === '' ? null : find }, { replace: true }),
    [setSearch],
  )
  const { matches } = found
  const open = useMemo<OpenTrace>(
    () => ({ detail, tree, marks, catalogue, mistake, matches, select, jumpTo }),
    [detail, tree, marks, catalogue, mistake, matches, select, jumpTo],
  )

  const firstTab = saysAnything(detail) ? 'conversation' : 'attributes'
  const isComparing = search.against !== undefined
  const toNextFinding = () => {
    const next =
      selection.n === 0 ? firstFindingRow(marks, search.filter) : nextFindingRow(marks, selection.row)
    if (next !== null) select(next, 'address')
  }
  useActions([
    { title: 'Next finding', keys: 'f', run: toNextFinding },
    {
      title: 'Search the texts of this trace',
      keys: '/',
      run: () => document.querySelector<HTMLElement>('[data-view-filter]')?.focus(),
    },
    ...INSPECTOR_TABS.map((tab) => ({ title: `Show: ${TAB_WORDS[tab]}`, run: () => setSearch({ tab }) })),
  ])
  useHotkeys({
    // Beside another trace these keys are the comparison's.
    ...(isComparing
      ? {}
      : {
          f: toNextFinding,
          '[': () => setCollapsed(collapseStep(tree, collapsed, selection.row)),
          ']': () => setCollapsed(expandStep(tree, collapsed, selection.row)),
          escape: neighbours.toList,
        }),
    j: neighbours.toNext,
    k: neighbours.toPrevious,
  })

  return (
    <OpenTraceContext value={open}>
      <SelectionContext value={selection}>
        <JumpContext value={jump}>
          <div className={styles.page} aria-busy={isLeaving}>
            <TraceHeader neighbours={neighbours}>
              <TextFinder words={search.find ?? ''} onWords={setFind} found={found} />
            </TraceHeader>
            {search.against === undefined ? (
              <Group
                className={styles.panes}
                orientation="horizontal"
                defaultLayout={layout.defaultLayout}
                onLayoutChanged={layout.onLayoutChanged}
              >
                <Panel id="spans" className={styles.pane} defaultSize="53%" minSize="280px">
                  <Waterfall visible={visible} collapsed={collapsed} onCollapsed={setCollapsed} />
                </Panel>
                <Separator className={styles.separator} aria-label="Width of the span tree" />
                <Panel id="inspector" className={styles.pane} minSize="320px">
                  <SelectionContext value={readSelection}>
                    <Inspector
                      tab={search.tab ?? firstTab}
                      onTab={(tab: InspectorTab) =>
                        setSearch({ tab: tab === firstTab ? null : tab }, { replace: true })
                      }
                    />
                  </SelectionContext>
                </Panel>
              </Group>
            ) : (
              <CompareView against={search.against} step={search.step} />
            )}
          </div>
        </JumpContext>
      </SelectionContext>
    </OpenTraceContext>
  )
}

/** False for a trace of plain services: there its attributes are what there is to read. */
function saysAnything({ trace, spans }: TraceDetail): boolean {
  return trace.llmCalls + trace.toolCalls > 0 || spans.some(({ kind }) => kind !== 'other')
}

/** `trace 17 of 318 · category:tool_error_silent` */
function sayPlace(
  place: { position: number; count: number } | null,
  filter: string | undefined,
): string | null {
  if (place === null) return null
  const words = `trace ${formatCount(place.position)} of ${formatCount(place.count)}`
  return filter ? `${words} · ${filter}` : words
}
