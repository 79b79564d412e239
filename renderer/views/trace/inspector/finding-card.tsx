import { formatCount } from '../../../../shared/format.ts'
import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { filterTerm } from '../../../../shared/filter/filter-term.ts'
import { KindGlyph } from '../../../ui/kind-glyph.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { ViewLink } from '../../view.ts'
import { CLASS_TONES, CLASS_WORDS, categoryName, useOpenTrace } from '../trace-context.ts'
import { keyed } from '../keyed.ts'
import { spanLabel } from '../tree/span-label.ts'
import { EvidenceList } from './evidence-list.tsx'
import styles from './finding-card.module.css'
import type { FindingGroup } from './group-findings.ts'
import { Verdict } from './verdict.tsx'

/**
 * Like findings told: what they are, by which rule, how common, and each place with its proof.
 * `compact` leaves out the place and what stands marked in the text below.
 */
export function FindingCard({ group, compact = false }: { group: FindingGroup; compact?: boolean }) {
  const { catalogue } = useOpenTrace()
  const [finding] = group
  const info = catalogue.get(finding.category)
  return (
    <section className={styles.card} data-class={finding.class}>
      <h3>
        {categoryName(catalogue, finding.category)}
        <Tag>
          {finding.category} v{finding.version}
        </Tag>
        {compact ? null : <Tag tone={CLASS_TONES[finding.class]}>{CLASS_WORDS[finding.class]}</Tag>}
        {group.length > 1 ? <span className={styles.count}>{group.length} places</span> : null}
      </h3>
      <p>
        {info ? `${sentence(info.definition)} ` : null}
        <Commonness finding={finding} />
      </p>
      {keyed(group, (one) => one.spanId).map(({ key, item: one }) => (
        <div key={key}>
          {compact ? null : (
            <div className={styles.place}>
              <Places finding={one} />
              <Verdict finding={one} />
            </div>
          )}
          <EvidenceList finding={one} fieldsOnly={compact} />
        </div>
      ))}
    </section>
  )
}

function Places({ finding }: { finding: FindingRow }) {
  const { tree, select } = useOpenTrace()
  const row = tree.rowOf.get(finding.spanId)
  const span = row === undefined ? undefined : tree.spans[row]
  const blameRow = finding.blameSpanId === null ? undefined : tree.rowOf.get(finding.blameSpanId)
  const blame = blameRow === undefined || blameRow === row ? undefined : tree.spans[blameRow]
  return (
    <p className={styles.places}>
      {span && row !== undefined ? (
        <>
          found at{' '}
          <button type="button" onClick={() => select(row, 'inspector')}>
            <KindGlyph kind={span.kind} /> {spanLabel(span)}
          </button>
        </>
      ) : (
        <>found at span {finding.spanId}, which is not in this trace</>
      )}
      {blame && blameRow !== undefined ? (
        <>
          , caused at{' '}
          <button type="button" onClick={() => select(blameRow, 'inspector')}>
            <KindGlyph kind={blame.kind} /> {spanLabel(blame)}
          </button>
        </>
      ) : null}
    </p>
  )
}

/** The counts are those of the whole workspace: so must be what they lead to. */
const WHOLE = { from: null, to: null, segment: null }

/** How many traces share the signature, as a way to them. */
function Commonness({ finding }: { finding: FindingRow }) {
  const others = finding.signatureTraces - 1
  if (others <= 0) return <>No other trace has this signature.</>
  return (
    <>
      Same signature in{' '}
      <ViewLink
        to="/traces"
        search={{
          filter: `category:${finding.category} ${filterTerm('signature', finding.signature)}`,
          ...WHOLE,
        }}
      >
        {formatCount(finding.signatureTraces)} traces
      </ViewLink>
      {'; '}
      <ViewLink to="/traces" search={{ filter: `category:${finding.category}`, ...WHOLE }}>
        all of this category
      </ViewLink>
      .
    </>
  )
}

function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(whole) ? whole : `${whole}.`
}
