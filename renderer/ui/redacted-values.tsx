import { formatCount } from '../../shared/format.ts'
import type { RedactedValue } from '../../shared/model/redaction.ts'
import table from './table.module.css'

/** Values that were taken out, each with its stand-in, its ends and how often it stood there. */
export function RedactedValues({ values }: { values: readonly RedactedValue[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Stand-in</th>
          <th scope="col">For</th>
          <th scope="col" className={table.number}>
            Times
          </th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ pseudonym, sample, count }) => (
          <tr key={pseudonym}>
            <td>
              <code>{pseudonym}</code>
            </td>
            <td>
              <code>{sample}</code>
            </td>
            <td className={table.number}>{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
