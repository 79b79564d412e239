import type { MethodOutput } from '../../../../shared/contract.ts'
import { formatCount } from '../../../../shared/format.ts'
import table from '../../../ui/table.module.css'
import { Tag } from '../../../ui/tag.tsx'
import styles from './versions.module.css'

/** Models asked for against those that answered: a substitution stands first. */
export function ModelPairs({ pairs }: { pairs: MethodOutput<'versions.list'>['models'] }) {
  if (pairs.length === 0) return null
  const ordered = pairs.toSorted((a, b) => rank(a.isSame) - rank(b.isSame) || b.traces - a.traces)
  return (
    <section className={styles.section} aria-label="Asked for and answered">
      <h2>
        Asked for and answered <span>{substitutionText(pairs)}</span>
      </h2>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Agent</th>
              <th>Asked for</th>
              <th>Answered</th>
              <th>Is it the same?</th>
              <th className={table.number}>Traces</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ agent, asked, answered, traces, isSame }) => (
              <tr key={JSON.stringify([agent, asked, answered])}>
                <td className={styles.agent}>
                  {agent ?? <span className={styles.quiet}>no agent named</span>}
                </td>
                <td>{asked}</td>
                <td className={table.name}>{answered}</td>
                <td>
                  {isSame === null ? (
                    <Tag title="A deployment or an alias: its model is not known">cannot be told</Tag>
                  ) : isSame ? (
                    'the same'
                  ) : (
                    <Tag tone="warn">another model</Tag>
                  )}
                </td>
                <td className={table.number}>{formatCount(traces)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function rank(isSame: boolean | null): number {
  return isSame === false ? 0 : isSame === null ? 1 : 2
}

function substitutionText(pairs: MethodOutput<'versions.list'>['models']): string {
  const others = pairs.filter(({ isSame }) => isSame === false).reduce((sum, { traces }) => sum + traces, 0)
  return others === 0 ? 'no other model answered' : `another model answered in ${formatCount(others)} traces`
}
