import type { Notice } from '../../../shared/model/shift.ts'
import { formatShortDay } from '../../../shared/format.ts'
import { Sentence } from '../../ui/sentence.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import styles from './notice-list.module.css'

const TAGS: Record<Notice['kind'], { text: string; tone: Tone }> = {
  traffic: { text: 'mix', tone: 'neutral' },
  fast_lane: { text: 'run of failures', tone: 'warn' },
  too_little_data: { text: 'data', tone: 'neutral' },
  short_export: { text: 'short export', tone: 'neutral' },
  synthetic_clock: { text: 'clock', tone: 'warn' },
  ruler: { text: 'ruler', tone: 'warn' },
  late: { text: 'late', tone: 'neutral' },
  future: { text: 'clock', tone: 'warn' },
  coverage: { text: 'evaluation', tone: 'warn' },
  inputs: { text: 'input text', tone: 'neutral' },
  follower: { text: 'same event', tone: 'neutral' },
}

/** What is worth knowing and raises no alert. */
export function NoticeList({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null
  return (
    <section className={styles.notices} aria-labelledby="noticed">
      <h2 id="noticed">Noticed, no alert</h2>
      {notices.map((notice) => (
        <div key={`${notice.kind} ${notice.title} ${notice.on} ${notice.text}`} className={styles.notice}>
          <b>{notice.title}</b>
          <span>
            <Sentence text={notice.text} plain />
          </span>
          <span className={styles.tags}>
            {notice.on ? <span>{formatShortDay(notice.on)}</span> : null}
            <Tag tone={TAGS[notice.kind].tone}>{TAGS[notice.kind].text}</Tag>
          </span>
        </div>
      ))}
    </section>
  )
}
