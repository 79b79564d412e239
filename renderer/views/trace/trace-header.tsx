import { useState } from 'react'
import type { ReactNode } from 'react'
import {
  formatCost,
  formatCount,
  formatDuration,
  formatPlural,
  formatShortCount,
  formatTime,
} from '../../../shared/format.ts'
import { useAddToReport } from '../../api/working-report.ts'
import { useActions } from '../../ui/actions.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { legibleText } from '../../ui/legible.ts'
import { LegibleText } from '../../ui/legible-text.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useSetSearch, ViewLink } from '../view.ts'
import { ChooseTrace } from './compare/choose-trace.tsx'
import { CopyMenu } from './copy-menu.tsx'
import { keyed } from './keyed.ts'
import { scoreValue } from './inspector/scores-tab.tsx'
import { useOpenTrace } from './trace-context.ts'
import styles from './trace-page.module.css'
import { TraceLabels } from './trace-labels.tsx'
import type { useNeighbours } from './use-neighbours.ts'

const LONGEST_TITLE = 140
const SHOWN_SCORES = 3

/** What the trace is about, in one look; next and previous of the list it came from. */
export function TraceHeader({
  neighbours,
  children,
}: {
  neighbours: ReturnType<typeof useNeighbours>
  /** What stands at the end of the second line. */
  children: ReactNode
}) {
  const { detail } = useOpenTrace()
  const { trace, findings, scores } = detail
  const add = useAddToReport()
  const [isChoosing, setIsChoosing] = useState(false)
  const setSearch = useSetSearch()
  useActions([
    {
      title: 'Add this trace to the report',
      run: () => add.mutate([{ kind: 'traces', ids: [trace.traceId] }]),
    },
    { title: 'Compare with another trace…', run: () => setIsChoosing(true) },
    ...(neighbours.hasNext ? [{ title: 'Next trace of the list', keys: 'j', run: neighbours.toNext }] : []),
    ...(neighbours.hasPrevious
      ? [{ title: 'Previous trace of the list', keys: 'k', run: neighbours.toPrevious }]
      : []),
    { title: 'Back to the list', keys: 'Esc', run: neighbours.toList },
  ])
  const failures = findings.filter((finding) => finding.class === 'F').length
  const title = titleOf(trace)
  const tokens = sumOf(trace.inputTokens, trace.outputTokens)
  const wholeScores = scores.filter((score) => score.spanId === null)
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        <h1 title={legibleText(trace.inputPreview ?? trace.name)} dir="auto">
          <LegibleText text={title} />
        </h1>
        {findings.length > 0 ? (
          <Tag tone={failures > 0 ? 'bad' : 'warn'}>{formatPlural(findings.length, 'finding')}</Tag>
        ) : detail.analysed ? null : (
          <Tag>not analysed yet</Tag>
        )}
        {trace.status === 'error' ? <Tag tone="bad">error</Tag> : null}
        {trace.labels.map((label) => (
          <Tag key={label} tone="accent">
            {label}
          </Tag>
        ))}
      </div>
      <div className={styles.actions}>
        <Button
          disabled={add.isPending}
          onClick={() => add.mutate([{ kind: 'traces', ids: [trace.traceId] }])}
        >
          {add.isSuccess ? 'Added to the report' : 'Add to report'}
        </Button>
        <TraceLabels traceId={trace.traceId} />
        <Button onClick={() => setIsChoosing(true)}>Compare with…</Button>
        <CopyMenu />
        <Tooltip
          content={
            <>
              Previous in the list <Kbd>k</Kbd>
            </>
          }
        >
          <Button disabled={!neighbours.hasPrevious} onClick={neighbours.toPrevious}>
            Previous
          </Button>
        </Tooltip>
        <Tooltip
          content={
            <>
              Next in the list <Kbd>j</Kbd>
            </>
          }
        >
          <Button disabled={!neighbours.hasNext} onClick={neighbours.toNext}>
            Next
          </Button>
        </Tooltip>
      </div>
      <div className={styles.meta}>
        {title === trace.name || trace.name === '' ? null : <b className={styles.cut}>{trace.name}</b>}
        {trace.sessionId === null ? null : (
          <span>
            session{' '}
            <ViewLink
              to="/traces"
              search={{ filter: `session:"${trace.sessionId}"` }}
              title={trace.sessionId}
            >
              {shortId(trace.sessionId)}
            </ViewLink>
          </span>
        )}
        {trace.syntheticTime ? (
          <span title="The source carries no clock; only the order is kept">no clock</span>
        ) : (
          <b>{formatTime(trace.startUs)}</b>
        )}
        {trace.durationNs === null || trace.syntheticTime ? null : <b>{formatDuration(trace.durationNs)}</b>}
        {trace.promptVersion === null ? null : (
          <span>
            prompt <b>{trace.promptVersion}</b>
          </span>
        )}
        {trace.model === null ? null : <b className={styles.cut}>{trace.model}</b>}
        <span>
          <b>{formatCount(detail.spans.length)}</b> {detail.spans.length === 1 ? 'span' : 'spans'}
        </span>
        {tokens === null ? null : (
          <span>
            <b>{formatShortCount(tokens)}</b> tokens
          </span>
        )}
        {trace.costUsd === null ? null : <b>{formatCost(trace.costUsd)}</b>}
        {keyed(wholeScores.slice(0, SHOWN_SCORES), (score) => score.name).map(({ key, item: score }) => (
          <span key={key} className={styles.cut} title={score.explanation ?? undefined}>
            {score.name} <b>{scoreValue(score)}</b>
          </span>
        ))}
        {wholeScores.length > SHOWN_SCORES ? (
          <span>{formatPlural(wholeScores.length - SHOWN_SCORES, 'more score')}</span>
        ) : null}
      </div>
      {children}
      {isChoosing ? (
        <ChooseTrace
          traceId={trace.traceId}
          onClose={() => setIsChoosing(false)}
          onChoose={(against) => {
            setIsChoosing(false)
            setSearch({ against, step: null })
          }}
        />
      ) : null}
    </header>
  )
}

/** What was asked, as far as it is one readable line; else the trace's own name. */
export function titleOf(trace: { name: string; inputPreview: string | null; traceId: string }): string {
  const asked = (trace.inputPreview ?? '').trim()
  const line =
    asked
      .split('\n')
      .find((candidate) => candidate.trim().length > 0)
      ?.trim() ?? ''
  const isReadable = line.length > 2 && !/^[[{<]/.test(line)
  const title = isReadable ? line : trace.name || trace.traceId
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title
}

function shortId(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 6)}…${id.slice(-4)}`
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0)
}
