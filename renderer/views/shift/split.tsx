import type { ShiftRow } from '../../../shared/contract/shifts.ts'
import { formatPoints } from '../../../shared/format.ts'
import { SplitBar } from '../../charts/split-bar.tsx'
import { useCategoryColor } from '../../ui/category-color.tsx'
import { Section } from './section.tsx'
import { splitWords } from './split-words.ts'
import styles from './split.module.css'

/** How much of the change is behaviour and how much came with the traffic. */
export function Split({ shift }: { shift: ShiftRow }) {
  const color = useCategoryColor(shift.category)
  return (
    <Section title="Behaviour or traffic">
      <div className={styles.split}>
        <span className={styles.pair}>
          behaviour <b>{formatPoints(shift.behaviour)}</b>
          <SplitBar behaviour={shift.behaviour} mix={shift.mix} color={color} />
          traffic <b>{formatPoints(shift.mix)}</b>
        </span>
        <span>{splitWords(shift)}</span>
      </div>
    </Section>
  )
}
