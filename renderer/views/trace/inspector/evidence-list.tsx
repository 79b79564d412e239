import type { FindingRow } from '../../../../shared/contract/schemas.ts'
import { useOpenTrace } from '../trace-context.ts'
import styles from './finding-card.module.css'

type EvidenceRow = FindingRow['evidence'][number]

/** Characters of a piece of evidence that are quoted; the whole stands marked in its payload. */
const QUOTED = 240

/** What proves the finding, each piece a way to the place where it stands. */
export function EvidenceList({ finding, fieldsOnly }: { finding: FindingRow; fieldsOnly: boolean }) {
  const { jumpTo } = useOpenTrace()
  const pieces = finding.evidence
    .map((evidence, index) => ({ evidence, index }))
    .filter(({ evidence }) => !(fieldsOnly && isShownElsewhere(evidence)))
    // That the status is an error says nothing beside the error itself.
    .filter(({ evidence }, _, all) => evidence.path !== 'status' || all.length === 1)
  if (pieces.length === 0) return null
  return (
    <ul className={styles.evidence}>
      {pieces.map(({ evidence, index }) => (
        <li key={index}>
          <button type="button" onClick={() => void jumpTo(finding, index)} title="Show where it stands">
            <span className={styles.path}>{evidence.path}</span>
            <q>{evidence.text.length > QUOTED ? `${evidence.text.slice(0, QUOTED)}…` : evidence.text}</q>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** True where the conversation shows it anyway: marked in a payload, or as the span's status. */
function isShownElsewhere(evidence: EvidenceRow): boolean {
  return (
    evidence.path === 'status' || /^(attributes|input_messages|output_messages|events)\./.test(evidence.path)
  )
}
