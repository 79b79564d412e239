import {
  type ColumnDef,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table'
import {
  formatCost,
  formatDuration,
  formatPlural,
  formatShortCount,
  formatShortDay,
  formatTimestamp,
} from '../../../shared/format.ts'
import type { ListedTrace } from '../../../shared/contract/traces.ts'
import { useWorkspace } from '../../api/queries.ts'
import { MatchSnippet } from '../../ui/match-snippet.tsx'
import { Tag } from '../../ui/tag.tsx'
import { CategoriesCell } from './categories-cell.tsx'
import styles from './trace-table.module.css'
import type { ColumnId } from './column-choice.ts'
import type { TraceSort } from './traces-search.ts'

export const features = tableFeatures({ columnSizingFeature, columnVisibilityFeature })
const helper = createColumnHelper<typeof features, ListedTrace>()

/** Columns by which the list can be ordered, and what of the contract each stands for. */
export const SORT_OF_COLUMN: Readonly<Record<string, TraceSort>> = {
  time: 'start',
  duration: 'duration',
  spans: 'spans',
  tokens: 'tokens',
  cost: 'cost',
}

export const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  'duration',
  'spans',
  'tokens',
  'cost',
  'llm',
  'tools',
])

/** Below this width (pixels) agent and model stand under the name instead of in columns of their own. */
export const WIDE_FROM = 1060

/** Widths in pixels; `name` takes what the others leave. */
const columns: readonly ColumnDef<typeof features, ListedTrace>[] = helper.columns([
  helper.display({
    id: 'time',
    header: 'Time',
    size: 138,
    cell: ({ row }) => <TimeCell trace={row.original} />,
  }),
  helper.display({
    id: 'name',
    header: 'Trace',
    size: 0,
    cell: ({ row }) => <NameCell trace={row.original} />,
  }),
  helper.display({ id: 'agent', header: 'Agent', size: 100, cell: ({ row }) => row.original.agent ?? '' }),
  helper.display({
    id: 'model',
    header: 'Model',
    size: 132,
    cell: ({ row }) => <ModelCell model={row.original.model} />,
  }),
  helper.display({
    id: 'categories',
    header: 'Findings',
    size: 188,
    cell: ({ row }) => <CategoriesCell categories={row.original.categories} />,
  }),
  helper.display({
    id: 'duration',
    header: 'Duration',
    size: 84,
    cell: ({ row }) => (row.original.syntheticTime ? '–' : formatDuration(row.original.durationNs)),
  }),
  helper.display({
    id: 'spans',
    header: 'Spans',
    size: 62,
    cell: ({ row }) => formatShortCount(row.original.spanCount),
  }),
  helper.display({
    id: 'tokens',
    header: 'Tokens',
    size: 72,
    cell: ({ row }) => formatShortCount(tokensOf(row.original)),
  }),
  helper.display({
    id: 'cost',
    header: 'Cost',
    size: 74,
    cell: ({ row }) => formatCost(row.original.costUsd),
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    size: 62,
    cell: ({ row }) => <StatusCell trace={row.original} />,
  }),
  plain('env', 'Environment', 96, (trace) => trace.environment),
  plain('provider', 'Provider', 92, (trace) => trace.provider),
  plain('prompt', 'Prompt version', 110, (trace) => trace.promptVersion),
  plain('import', 'Import', 120, (trace) => trace.importLabel),
  plain('session', 'Session', 120, (trace) => trace.sessionId),
  plain('user', 'User', 96, (trace) => trace.userId),
  plain('llm', 'Model calls', 84, (trace) => formatShortCount(trace.llmCalls)),
  plain('tools', 'Tool calls', 80, (trace) => formatShortCount(trace.toolCalls)),
  plain('labels', 'Labels', 140, (trace) => trace.labels.join(', ')),
])

/** A column that shows a text of the trace as it is. */
function plain(id: ColumnId, header: string, size: number, pick: (trace: ListedTrace) => string | null) {
  return helper.display({
    id,
    header,
    size,
    cell: ({ row }) => <span title={pick(row.original) ?? undefined}>{pick(row.original)}</span>,
  })
}

/** What the columns are called, where they are chosen. */
export const COLUMN_TITLES: ReadonlyMap<string, string> = new Map(
  columns.map(({ id, header }) => [id ?? '', typeof header === 'string' ? header : '']),
)

/** The columns of a choice in its order. */
export function columnsOf(ids: readonly ColumnId[]): ColumnDef<typeof features, ListedTrace>[] {
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? [])
}

export const NARROW = { agent: false, model: false, status: false } as const
export const WIDE = {} as const

/** Narrow columns where the window is: the time on two lines leaves room for the name. */
export const NARROW_SIZES: Readonly<Record<string, number>> = { time: 94, categories: 176, duration: 86 }

function TimeCell({ trace }: { trace: ListedTrace }) {
  const lastUs = useWorkspace().data?.lastUs ?? null
  if (trace.syntheticTime) return <span title="The source carries no clock">no clock</span>
  const stamp = formatTimestamp(trace.startUs)
  // The year is told where it is not the one of the newest traces; seconds give way to it.
  const year =
    lastUs === null || formatTimestamp(lastUs).startsWith(stamp.slice(0, 4)) ? '' : ` ${stamp.slice(0, 4)}`
  return (
    <time title={`${stamp} UTC`} className={styles.time}>
      <span>
        {formatShortDay(stamp)}
        {year}
      </span>{' '}
      <span>{stamp.slice(11, year === '' ? 19 : 16)}</span>
    </time>
  )
}

function NameCell({ trace }: { trace: ListedTrace }) {
  const asked = (trace.inputPreview ?? '').trim().replaceAll(/\s+/g, ' ')
  const below = [trace.agent ?? (asked === '' ? null : trace.name), trace.model].filter(
    (part) => part !== null && part !== '',
  )
  return (
    <span
      className={styles.trace}
      data-match={trace.match ? '' : undefined}
      title={[trace.name, asked].filter(Boolean).join('\n')}
    >
      <span className={styles.asked}>
        {trace.labels.map((label) => (
          <span key={label} className={styles.label}>
            {label}
          </span>
        ))}
        {trace.notes > 0 ? (
          <span className={styles.noted} title={formatPlural(trace.notes, 'note')}>
            ✎{trace.notes > 1 ? trace.notes : ''}
          </span>
        ) : null}
        <span className={styles.question}>{asked === '' ? trace.name || trace.traceId : asked}</span>
        {trace.match ? (
          <span className={styles.inline}>
            <MatchSnippet match={trace.match} before={20} />
          </span>
        ) : null}
      </span>
      <span className={styles.below}>
        {trace.status === 'error' ? <span className={styles.failed}>error </span> : null}
        {trace.match ? <MatchSnippet match={trace.match} before={20} /> : [...new Set(below)].join(' · ')}
      </span>
    </span>
  )
}

/** The date of a snapshot stands behind: `gpt-4.1` is what a person looks for. */
const SNAPSHOT = /-(?:\d{8}|\d{4}-\d{2}-\d{2})$/

function ModelCell({ model }: { model: string | null }) {
  if (model === null) return null
  return <span title={model}>{model.replace(SNAPSHOT, '')}</span>
}

function StatusCell({ trace }: { trace: ListedTrace }) {
  if (trace.status === 'error') return <Tag tone="bad">error</Tag>
  return trace.status === 'ok' ? 'OK' : ''
}

function tokensOf(trace: ListedTrace): number | null {
  if (trace.inputTokens === null && trace.outputTokens === null) return null
  return (trace.inputTokens ?? 0) + (trace.outputTokens ?? 0)
}
