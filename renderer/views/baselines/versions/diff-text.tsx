import { useState } from 'react'
import type { VersionDiff } from '../../../../shared/contract/versions.ts'
import { formatCount } from '../../../../shared/format.ts'
import { foldBlocks } from './fold-blocks.ts'
import styles from './diff.module.css'

/** A text with what was taken out struck through and what was put in marked; long stretches that are the same are folded. */
export function DiffText({ blocks }: { blocks: VersionDiff['blocks'] }) {
  const [isWhole, setWhole] = useState(false)
  const folded = isWhole ? blocks.map((block) => ({ ...block, hidden: 0 })) : foldBlocks(blocks)
  return (
    <div className={styles.text}>
      {folded.map(({ parts, hidden }, index) =>
        hidden > 0 ? (
          <button key={index} type="button" className={styles.fold} onClick={() => setWhole(true)}>
            {formatCount(hidden)} lines are the same
          </button>
        ) : (
          <p key={index}>
            {parts.map(({ change, text }, part) =>
              change === 'same' ? (
                <span key={part}>{text}</span>
              ) : change === 'removed' ? (
                <del key={part}>{text}</del>
              ) : (
                <ins key={part}>{text}</ins>
              ),
            )}
          </p>
        ),
      )}
    </div>
  )
}
