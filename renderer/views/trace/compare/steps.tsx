import { useMemo, useState } from 'react'
import type { TraceDetail } from '../../../../shared/contract/traces.ts'
import { formatCount, formatTime } from '../../../../shared/format.ts'
import { Button } from '../../../ui/button.tsx'
import { LegibleText } from '../../../ui/legible-text.tsx'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { useHotkeys } from '../../../ui/hotkeys.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { pathTo, useGoTo, useSetSearch, ViewLink } from '../../view.ts'
import { useOpenTrace } from '../trace-context.ts'
import { titleOf } from '../trace-header.tsx'
import { buildSpanTree } from '../tree/span-tree.ts'
import { alignTraces } from './align-traces.ts'
import styles from './compare.module.css'
import { StepDiff } from './step-diff.tsx'
import { StepList } from './step-list.tsx'
import type { JudgedStep } from './step-list.tsx'
import { verdictOf } from './step-facts.ts'
import type { Verdict } from './step-facts.ts'
import { usePrints } from './use-prints.ts'

const SHOWN = [
  { value: 'differs', label: 'What differs' },
  { value: 'all', label: 'All steps' },
] as const

/** Two traces aligned: their steps at the left, what differs in the chosen one at the right. */
export function Steps({
  other,
  step: chosen,
  onClose,
}: {
  other: TraceDetail
  /** `<span id of the other>:<span id of this>`, one of them may be empty. */
  step: string | undefined
  onClose: () => void
}) {
  const { detail, tree } = useOpenTrace()
  const setSearch = useSetSearch()
  const goTo = useGoTo()
  const otherTree = useMemo(() => buildSpanTree(other.spans), [other.spans])
  const aligned = useMemo(() => alignTraces(otherTree, tree), [otherTree, tree])
  const before = usePrints(other.trace.traceId, other.spans)
  const after = usePrints(detail.trace.traceId, detail.spans)
  const steps = useMemo(
    () =>
      aligned.map((step): JudgedStep => {
        const one = otherTree.spans[step.before]
        const two = tree.spans[step.after]
        const sides = [
          { tree: otherTree, prints: before.prints },
          { tree, prints: after.prints },
        ] as const
        return {
          ...step,
          one,
          two,
          id: `${one?.spanId ?? ''}:${two?.spanId ?? ''}`,
          verdict: verdictOf(step, ...sides),
        }
      }),
    [aligned, otherTree, tree, before.prints, after.prints],
  )
  const counts = useMemo(() => countVerdicts(steps), [steps])
  const [shown, setShown] = useState<'differs' | 'all'>('all')
  const listed = shown === 'all' ? steps : steps.filter(isDifferent)
  const current = steps.find(({ id }) => id === chosen) ?? listed[0]
  const choose = (step: JudgedStep) => setSearch({ step: step.id }, { replace: true })
  useHotkeys({
    escape: onClose,
    f: () => {
      const at = current === undefined ? -1 : steps.indexOf(current)
      const next = steps.slice(at + 1).find(isDifferent) ?? steps.find(isDifferent)
      if (next !== undefined) choose(next)
    },
  })
  return (
    <div className={styles.compare}>
      <header className={styles.header}>
        <div className={styles.side}>
          <span>The other</span>
          <ViewLink to={pathTo('traces', other.trace.traceId)} title={other.trace.traceId}>
            <LegibleText text={titleOf(other.trace)} />
          </ViewLink>
          <span>{other.trace.syntheticTime ? 'no clock' : formatTime(other.trace.startUs)}</span>
        </div>
        <p className={styles.counts} role="status">
          {formatCount(counts.same)} alike, {formatCount(counts.differs)}{' '}
          {counts.differs === 1 ? 'differs' : 'differ'}, {formatCount(counts.removed)} only in the other,{' '}
          {formatCount(counts.added)} only in this.
          {before.isTooLong || after.isTooLong
            ? ' Too many spans to compare all payloads at once: open a step to compare its own.'
            : ''}
        </p>
        <SegmentedControl label="Which steps are listed" value={shown} options={SHOWN} onChange={setShown} />
        <Button
          variant="quiet"
          onClick={() =>
            goTo(pathTo('traces', other.trace.traceId), {
              against: detail.trace.traceId,
              step: current === undefined ? undefined : current.id.split(':').toReversed().join(':'),
            })
          }
        >
          Swap
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {listed.length === 0 ? (
        <EmptyState title="Nothing differs" text="Every step has its like, with the same payloads." />
      ) : (
        <div className={styles.body}>
          <StepList
            steps={listed}
            chosen={current?.id}
            clocks={[!other.trace.syntheticTime, !detail.trace.syntheticTime]}
            onChoose={choose}
          />
          {current === undefined ? null : (
            <StepDiff step={current} before={other.trace.traceId} after={detail.trace.traceId} />
          )}
        </div>
      )}
    </div>
  )
}

function isDifferent({ verdict }: JudgedStep): boolean {
  return verdict !== 'same'
}

function countVerdicts(steps: readonly JudgedStep[]): Record<Verdict, number> {
  const counts = { same: 0, differs: 0, removed: 0, added: 0 }
  for (const { verdict } of steps) counts[verdict]++
  return counts
}
