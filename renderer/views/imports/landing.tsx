import { z } from 'zod'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { mergedNotesSchema, tellMerged } from '../../../shared/model/merged-notes.ts'
import { isActive, useCall, useCatalogue, useJobs } from '../../api/queries.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CategoryDot } from '../../ui/category-color.tsx'
import { ViewLink } from '../view.ts'
import { categoriesQuery, importFilter } from './import-summary.ts'
import styles from './landing.module.css'

/** What an import has just brought: how much, which categories were found in it, and where to go on. */
export function Landing({ row, onDismiss }: { row: ImportRow; onDismiss: () => void }) {
  const isAnalysing = useJobs().some((job) => job.kind === 'analyze' && isActive(job))
  const merged = useMerged(row.id)
  const catalogue = useCatalogue().data
  const found = useCall(
    'query.run',
    { sql: categoriesQuery(row.label), limit: 100 },
    { enabled: !isAnalysing },
  )
  const categories = (found.data?.rows ?? []).map(([id, kind, traces]) => ({
    id: String(id),
    isFailure: kind === 'F',
    traces: Number(traces),
    name: catalogue?.find((category) => category.id === id)?.name ?? String(id),
  }))
  return (
    <Card className={styles.card} aria-label="The import that has just ended">
      <header className={styles.head}>
        <h2>
          {row.label}:{' '}
          {row.traces > 0
            ? `${formatPlural(row.traces, 'trace')} with ${formatPlural(row.spans, 'span')}`
            : 'nothing new'}
          {row.scores > 0 ? ` and ${formatPlural(row.scores, 'score')}` : ''}
        </h2>
        <Button variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      </header>
      <p className={styles.words}>{[outcomeOf(row), ...merged].join(' ')}</p>
      {isAnalysing ? (
        <p className={styles.words} role="status">
          Now the failure categories are looked for; what they find appears here.
        </p>
      ) : categories.length > 0 ? (
        <ul className={styles.categories} aria-label="Found in this import">
          {categories.map((category) => (
            <li key={category.id}>
              <ViewLink
                to="/traces"
                search={{ filter: `${importFilter(row.label)} category:${category.id}` }}
                title={`${category.name} in ${formatPlural(category.traces, 'trace')}`}
              >
                <CategoryDot category={category.id} />
                {category.name} <b>{formatCount(category.traces)}</b>
              </ViewLink>
            </li>
          ))}
        </ul>
      ) : found.data ? (
        <p className={styles.words}>No category found anything in these traces.</p>
      ) : null}
      <div className={styles.actions}>
        <ViewLink className={buttonClass('primary')} to="/shifts">
          See the shifts
        </ViewLink>
        <ViewLink className={buttonClass()} to="/traces" search={{ filter: importFilter(row.label) }}>
          Traces of this import
        </ViewLink>
      </div>
    </Card>
  )
}

/** What people wrote in the workspaces that were merged, in sentences. */
function useMerged(importId: number): string[] {
  for (const { kind, result } of useJobs()) {
    const parsed = kind === 'import' ? mergedSchema.safeParse(result) : null
    if (parsed?.data?.importId === importId) return tellMerged(parsed.data.merged)
  }
  return []
}

const mergedSchema = z.object({ importId: z.number(), merged: mergedNotesSchema })

function outcomeOf(row: ImportRow): string {
  const parts = []
  if (row.duplicates > 0)
    parts.push(`${formatPlural(row.duplicates, 'record was', 'records were')} already there`)
  if (row.skipped > 0) parts.push(`${formatPlural(row.skipped, 'record', 'records')} skipped`)
  if (row.rejected > 0) parts.push(`${formatPlural(row.rejected, 'record', 'records')} rejected`)
  if (parts.length === 0) return `All ${formatPlural(row.accepted, 'record', 'records')} were taken.`
  const hasReasons = row.sources.some((source) => source.problems.length > 0)
  return `${parts.join(', ')}${hasReasons ? '; the reasons are below' : ''}.`
}
