import { useState } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import type { ProblemLine } from './import-summary.ts'
import styles from './problem-list.module.css'

const SHOWN = 4

/** Why records were not taken, each reason once, with the first place it was met. */
export function ProblemList({ problems }: { problems: readonly ProblemLine[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? problems : problems.slice(0, SHOWN)
  return (
    <div className={styles.problems}>
      <ul>
        {shown.map((problem) => (
          <li key={problem.reason}>
            <b>{formatCount(problem.count)}</b>
            <span>{problem.reason}</span>
            <span className={styles.place}>
              first at {problem.first}
              {problem.sources > 1 ? `, in ${formatCount(problem.sources)} files` : ''}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && !all ? (
        <Button variant="quiet" onClick={() => setAll(true)}>
          {formatCount(problems.length - SHOWN)} more reasons
        </Button>
      ) : null}
    </div>
  )
}
