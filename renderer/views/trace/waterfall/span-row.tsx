import { memo } from 'react'
import { formatDuration } from '../../../../shared/format.ts'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'
import { joinClass } from '../../../ui/join-class.ts'
import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import type { CategoryClass } from '../../../../shared/model/finding.ts'
import { spanLabel } from '../tree/span-label.ts'
import styles from './waterfall.module.css'

/** `chat gpt-4.1` reads well; behind a longer name (`LiteLLMModel.__call__`) the model would be cut off. */
const LONGEST_BEFORE_MODEL = 12
/** `chat gpt-4.1` tells enough of `gpt-4.1-2025-04-14`. */
const LEAST_MODEL_NAME = 4

function namesModel(name: string, model: string): boolean {
  return name
    .split(/[\s/]/)
    .some((word) => word.includes(model) || (word.length >= LEAST_MODEL_NAME && model.startsWith(word)))
}

/** Deeper levels share an indent: the name must keep some room. */
const DEEPEST_INDENT = 12

export interface SpanRowProps {
  id: string
  span: SpanRow
  row: number
  top: number
  depth: number
  /** Pixels a level. */
  indent: number
  position: number
  siblings: number
  /** Null for a leaf. */
  expanded: boolean | null
  selected: boolean
  /** As in the tree: 1 for a parent that is not there, 2 for a circle of parents. */
  orphan: number
  /** The search over the spans found it. */
  match: boolean
  /** The likely first mistake of the run. */
  mistake: boolean
  startNs: number
  /** False where times only tell the order. */
  hasClock: boolean
  finding: CategoryClass | null
  /** Told to readers of the row: what was found here. */
  findingNames: string
  hiddenFindings: number
  hiddenErrors: number
  onSelect: (row: number) => void
  onToggle: (row: number) => void
  onZoom: (row: number) => void
}

/** One span in the tree; its bar is on the canvas beside it. */
export const SpanRowView = memo(function SpanRowView(props: SpanRowProps) {
  const { span, row, depth, expanded, selected } = props
  const duration =
    span.durationNs === null ? (props.hasClock ? 'no end' : '') : formatDuration(span.durationNs)
  const label = spanLabel(span)
  const model = span.kind === 'llm' && span.model && !namesModel(span.name, span.model) ? span.model : null
  return (
    <div
      id={props.id}
      role="row"
      aria-level={depth + 1}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-expanded={expanded ?? undefined}
      aria-selected={selected}
      aria-rowindex={row + 1}
      className={joinClass(styles.row, selected && styles.selected, props.match && styles.match)}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.onSelect(row)}
      onDoubleClick={() => props.onZoom(row)}
    >
      <div
        role="gridcell"
        className={styles.name}
        style={{ paddingLeft: 6 + Math.min(depth, DEEPEST_INDENT) * props.indent }}
        title={`${label}${model === null ? '' : ` ${model}`}${props.hasClock ? `\nstarts at ${formatDuration(props.startNs)}, ${span.durationNs === null ? 'has no end' : `lasts ${duration}`}` : ''}${props.findingNames ? `\n${props.findingNames}` : ''}`}
      >
        {expanded === null ? (
          <span className={styles.twig} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={styles.twist}
            data-open={expanded || undefined}
            aria-label={expanded ? 'Collapse' : 'Expand'}
            onClick={(event) => {
              event.stopPropagation()
              props.onToggle(row)
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          />
        )}
        <KindGlyph kind={span.kind} />
        {model === null ? (
          <span className={styles.words}>{label}</span>
        ) : label.length <= LONGEST_BEFORE_MODEL ? (
          <>
            <span className={styles.first}>{label}</span>
            <span className={styles.model}>{model}</span>
          </>
        ) : (
          <span className={styles.pair}>
            <span className={styles.first}>{model}</span>
            <span className={styles.aside}>{label}</span>
          </span>
        )}
        {span.status === 'error' ? (
          <span className={styles.error} role="img" aria-label="error" title="This span declared an error">
            !
          </span>
        ) : null}
        {props.finding === null ? null : (
          <span
            className={styles.dot}
            data-class={props.finding}
            role="img"
            aria-label={props.findingNames}
            title={props.findingNames}
          />
        )}
        {expanded === false && props.hiddenFindings + props.hiddenErrors > 0 ? (
          <span
            className={styles.hiddenCount}
            title={`${props.hiddenFindings} findings and ${props.hiddenErrors} errors below`}
          >
            {props.hiddenFindings > 0 ? props.hiddenFindings : `${props.hiddenErrors} !`}
          </span>
        ) : null}
        {props.mistake ? (
          <span className={styles.mistake} title="Likely first mistake: see the Findings tab">
            first mistake?
          </span>
        ) : null}
        {props.orphan > 0 ? (
          <span
            className={styles.orphan}
            title={
              props.orphan === 1
                ? 'The export names a parent that it does not hold'
                : 'Its parents lead round in a circle, which is cut here'
            }
          >
            {props.orphan === 1 ? 'no parent' : 'parent loop'}
          </span>
        ) : null}
      </div>
      <div role="gridcell" className={styles.duration}>
        {duration}
      </div>
    </div>
  )
})
