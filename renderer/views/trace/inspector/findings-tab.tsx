import { EmptyState } from '../../../ui/states.tsx'
import { keyed } from '../keyed.ts'
import { categoryName, useOpenTrace } from '../trace-context.ts'
import { FindingCard } from './finding-card.tsx'
import { groupFindings } from './group-findings.ts'
import { MistakeCard } from './mistake-card.tsx'
import styles from './inspector.module.css'

/** Every finding of the trace with its proof, in the order of the spans, and what could not be judged. */
export function FindingsTab() {
  const { detail, tree, catalogue } = useOpenTrace()
  const findings = detail.findings.toSorted(
    (a, b) => (tree.rowOf.get(a.spanId) ?? 0) - (tree.rowOf.get(b.spanId) ?? 0),
  )
  if (!detail.analysed) {
    return (
      <div className={styles.pane}>
        <MistakeCard />
        <EmptyState
          title="Not analysed yet"
          text="The categories have not looked at this trace, or only with older rules. The analysis runs after every import."
        />
      </div>
    )
  }
  return (
    <div className={styles.pane}>
      <MistakeCard />
      {findings.length === 0 ? (
        <EmptyState title="No findings" text="No category recognised anything in this trace." />
      ) : (
        keyed(groupFindings(findings), ([first]) => `${first.category} ${first.spanId}`).map(
          ({ key, item: group }) => <FindingCard key={key} group={group} />,
        )
      )}
      {detail.notEvaluable.length > 0 ? (
        <details className={styles.notEvaluable}>
          <summary>{detail.notEvaluable.length} categories could not be judged on this trace</summary>
          <p>The export lacks the fields they need. Not judged is never counted as passed.</p>
          <ul>
            {detail.notEvaluable.map((id) => (
              <li key={id}>
                {categoryName(catalogue, id)} <code>{id}</code>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
