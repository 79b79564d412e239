import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'
import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import { spanLabel } from '../tree/span-label.ts'
import type { Step } from './align-traces.ts'
import styles from './compare.module.css'
import { factsOfSpan, VERDICT_SIGNS, VERDICT_WORDS } from './step-facts.ts'
import type { Verdict } from './step-facts.ts'

const ROW = 26
const DEEPEST_INDENT = 10
const PAGE = 20

/** A step with its spans and how they compare. */
export interface JudgedStep extends Step {
  readonly id: string
  readonly one: SpanRow | undefined
  readonly two: SpanRow | undefined
  readonly verdict: Verdict
}

/** The steps of two traces beside each other; arrow keys walk them. */
export function StepList({
  steps,
  chosen,
  clocks,
  onChoose,
}: {
  steps: readonly JudgedStep[]
  chosen: string | undefined
  /** Whether the other and this trace carry a clock. */
  clocks: readonly [boolean, boolean]
  onChoose: (step: JudgedStep) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const prefix = useId()
  // oxlint-disable-next-line react/incompatible-library -- no compiler is used; what it returns is read in every render
  const virtualizer = useVirtualizer({
    count: steps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const at = steps.findIndex(({ id }) => id === chosen)
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at)
  }, [at, virtualizer])
  const onKeyDown = (event: React.KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: steps.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    const step = steps[Math.min(steps.length - 1, Math.max(0, to))]
    if (step !== undefined) onChoose(step)
  }
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      aria-label="Steps of both traces"
      aria-activedescendant={at < 0 ? undefined : `${prefix}-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.content} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const step = steps[item.index]
          if (step === undefined) return null
          return (
            <div
              key={step.id}
              id={`${prefix}-${item.index}`}
              role="option"
              aria-selected={item.index === at}
              tabIndex={-1}
              className={styles.step}
              data-verdict={step.verdict}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onChoose(step)}
            >
              <Cell span={step.one} depth={step.depth} hasClock={clocks[0]} />
              <span className={styles.sign} title={VERDICT_WORDS[step.verdict]}>
                <span aria-hidden>{VERDICT_SIGNS[step.verdict]}</span>
                <span className={styles.spoken}>{VERDICT_WORDS[step.verdict]}</span>
              </span>
              <Cell span={step.two} depth={step.depth} hasClock={clocks[1]} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cell({ span, depth, hasClock }: { span: SpanRow | undefined; depth: number; hasClock: boolean }) {
  if (span === undefined) return <span className={styles.cell} />
  return (
    <span className={styles.cell} style={{ paddingLeft: 8 + Math.min(depth, DEEPEST_INDENT) * 12 }}>
      <KindGlyph kind={span.kind} />
      <span className={styles.name} dir="auto">
        {spanLabel(span)}
      </span>
      <span className={styles.facts} data-bad={span.status === 'error' || undefined}>
        {factsOfSpan(span, hasClock)}
      </span>
    </span>
  )
}
