import type { Agreement } from '../../../shared/contract/annotations.ts'
import { formatCount, formatRate } from '../../../shared/format.ts'
import { useCall } from '../../api/queries.ts'

/** Categories that people labelled, by id; empty until somebody did. */
export function useAgreement(): ReadonlyMap<string, Agreement> {
  const rows = useCall('annotations.agreement', {}).data ?? []
  return new Map(rows.map((row) => [row.category, row]))
}

/** `14 of 17 right, 95 % interval 59 % to 94 %; 2 missed` */
export function tellAgreement({ right, wrong, clashing, missed, low, high }: Agreement): string {
  return [
    `${formatCount(right)} of ${formatCount(right + wrong)} right`,
    low === null || high === null ? null : `95 % interval ${formatRate(low)} to ${formatRate(high)}`,
    missed > 0 ? `${formatCount(missed)} missed` : null,
    clashing > 0 ? `${formatCount(clashing)} labelled both ways` : null,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
