import { useState } from 'react'
import type { VersionDiff } from '../../shared/contract/versions.ts'
import { formatCount } from '../../shared/format.ts'
import { foldBlocks, placeTexts } from './fold-blocks.ts'
import { LegibleText } from './legible-text.tsx'
import styles from './diff-text.module.css'

type Part = VersionDiff['blocks'][number]['parts'][number]

/** A text with what was taken out struck through and what was put in marked; long stretches that are the same are folded. */
export function DiffText({ blocks }: { blocks: VersionDiff['blocks'] }) {
  const [isWhole, setWhole] = useState(false)
  const folded = isWhole ? blocks.map(({ parts }) => ({ parts, hidden: 0 })) : foldBlocks(blocks)
  const placed = placeTexts(folded, ({ parts }) => parts.reduce((sum, { text }) => sum + text.length, 0))
  return (
    <div className={styles.text}>
      {placed.map(({ at, item: { parts, hidden } }) =>
        hidden > 0 ? (
          <button key={at} type="button" className={styles.fold} onClick={() => setWhole(true)}>
            {formatCount(hidden)} lines are the same
          </button>
        ) : (
          <p key={at}>
            {placeTexts(parts, ({ text }) => text.length).map(({ at: from, item }) => (
              <Changed key={from} part={item} />
            ))}
          </p>
        ),
      )}
    </div>
  )
}

function Changed({ part: { change, text } }: { part: Part }) {
  const words = <LegibleText text={text} />
  if (change === 'removed') return <del>{words}</del>
  return change === 'added' ? <ins>{words}</ins> : <span>{words}</span>
}
