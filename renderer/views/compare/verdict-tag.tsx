import type { CompareVerdict } from '../../../shared/contract/compare.ts'
import { Tag } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import styles from './verdict-tag.module.css'

/** What b does; too little data looks like a question, not like a finding. */
export function VerdictTag({
  verdict,
  higher,
  lower,
}: {
  verdict: CompareVerdict
  higher: Tone
  lower: Tone
}) {
  if (verdict === 'not enough data') return <span className={styles.unknown}>not enough data</span>
  if (verdict === 'no difference') return <span className={styles.alike}>no difference</span>
  return (
    <Tag tone={verdict === 'higher' ? higher : lower}>{verdict === 'higher' ? '↑ higher' : '↓ lower'}</Tag>
  )
}
