import type { ReactNode } from 'react'
import type { WatchPreview } from '../../shared/contract/baselines.ts'
import { formatDay, formatExpected, formatRatio } from '../../shared/format.ts'
import { CategoryDot } from './category-color.tsx'
import { joinClass } from './join-class.ts'
import { Sentence } from './sentence.tsx'
import { Tag, type Tone } from './tag.tsx'
import { previewHeadline, previewRows, type PreviewRow, type SaidShift } from './tell-preview.ts'
import styles from './watch-result.module.css'

const FATES: Record<PreviewRow['fate'], { word: string; tone: Tone }> = {
  new: { word: 'new', tone: 'warn' },
  same: { word: 'as now', tone: 'neutral' },
  gone: { word: 'gone', tone: 'ok' },
}

/** What the watch would say of the past after a decision, each alert beside what is said now. */
export function WatchResult({
  preview,
  now,
  renderCount,
}: {
  preview: WatchPreview
  now: readonly SaidShift[]
  /** The observed count of an alert, e.g. as a link to its traces. */
  renderCount: (shift: WatchPreview['shifts'][number]) => ReactNode
}) {
  const rows = previewRows(preview, now)
  return (
    <div className={styles.result}>
      <p className={styles.headline}>{previewHeadline(preview)}</p>
      <p className={styles.watched}>{preview.sentence}</p>
      {rows.length === 0 ? null : (
        <ul className={styles.rows} aria-label="Alerts it would give, by day">
          {rows.map((row) => (
            <li key={`${row.fate} ${row.shift.id}`} className={styles.row}>
              <time className={styles.day}>{formatDay(row.shift.openedOn)}</time>
              <span>
                <Tag tone={FATES[row.fate].tone}>{FATES[row.fate].word}</Tag>
              </span>
              <div className={styles.words}>
                <p className={joinClass(row.fate === 'gone' && styles.gone)}>
                  <CategoryDot category={row.shift.category} />{' '}
                  <Sentence text={row.shift.sentence} plain={row.fate === 'gone'} calm />
                </p>
                {row.fate === 'gone' ? null : <Evidence shift={row.shift} renderCount={renderCount} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Evidence({
  shift,
  renderCount,
}: {
  shift: WatchPreview['shifts'][number]
  renderCount: (shift: WatchPreview['shifts'][number]) => ReactNode
}) {
  return (
    <p className={styles.evidence}>
      <span>
        observed <b>{renderCount(shift)}</b>, expected <b>{formatExpected(shift.expected)}</b>
      </span>
      <span>
        ratio <b>{formatRatio(shift.ratio)}</b> ({formatRatio(shift.low)} – {formatRatio(shift.high)})
      </span>
      <span>since {formatDay(shift.onset)}</span>
      {shift.isAccepted ? <span>accepted as normal</span> : null}
      {shift.closedOn && !shift.isAccepted ? <span>over on {formatDay(shift.closedOn)}</span> : null}
    </p>
  )
}
