import type { MethodOutput } from '../../../../shared/contract.ts'
import type { VersionRow } from '../../../../shared/contract/versions.ts'
import { dayOf, formatCount, formatRate, formatShortDay } from '../../../../shared/format.ts'
import { ShareArea } from '../../../charts/share-area.tsx'
import { Button } from '../../../ui/button.tsx'
import { joinClass } from '../../../ui/join-class.ts'
import table from '../../../ui/table.module.css'
import { useSetSearch, ViewLink } from '../../view.ts'
import { VersionName } from './version-name.tsx'
import styles from './versions.module.css'

/** The versions of one or two kinds: when each was seen, how much of the traffic it had, and day by day. */
export function VersionSection({
  title,
  note,
  rows,
  list,
  what,
}: {
  title: string
  note?: string
  rows: readonly VersionRow[]
  list: MethodOutput<'versions.list'>
  what: string
}) {
  const setSearch = useSetSearch()
  if (rows.length === 0) return null
  const left = [...new Set(rows.map(({ kind }) => kind))].reduce(
    (sum, kind) => sum + (list.left[kind] ?? 0),
    0,
  )
  const isTied = rows.some(({ agent }) => agent !== '')
  const canCompare = rows.some(({ kind }) => kind === 'prompt' || kind === 'tools')
  const [from, to] = spanOf(list)
  return (
    <section className={styles.section} aria-label={title}>
      <h2>
        {title} {note === undefined ? null : <span>{note}</span>}
      </h2>
      <div className={table.scroll}>
        <table className={joinClass(table.table, styles.table)}>
          <thead>
            <tr>
              {isTied ? <th className={styles.agent}>Agent</th> : null}
              <th>{what}</th>
              <th className={styles.day}>First seen</th>
              <th className={styles.day}>Last seen</th>
              <th className={joinClass(table.number, styles.count)}>Traces</th>
              <th className={joinClass(table.number, styles.count)}>Share</th>
              <th className={styles.course}>
                {from === null || to === null
                  ? 'Share by day'
                  : `${formatShortDay(from)} – ${formatShortDay(to)}`}
              </th>
              <th
                className={styles.compare}
                aria-label={canCompare ? 'Compare with the one most like it' : undefined}
              />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const before = row.nearest
              const isFirst = rows[index - 1]?.agent !== row.agent
              return (
                <tr key={JSON.stringify([row.kind, row.agent, row.label])}>
                  {isTied ? (
                    <td className={styles.agent} title={row.agent}>
                      {isFirst ? agentText(row) : ''}
                    </td>
                  ) : null}
                  <td>
                    <VersionName row={row} />
                  </td>
                  <td>{dayText(row.firstUs)}</td>
                  <td>{dayText(row.lastUs)}</td>
                  <td className={table.number}>
                    {row.filter === null ? (
                      formatCount(row.traces)
                    ) : (
                      <ViewLink to="/traces" search={{ filter: row.filter }} className={styles.link}>
                        {formatCount(row.traces)}
                      </ViewLink>
                    )}
                  </td>
                  <td className={table.number}>
                    {row.total === 0 ? '–' : formatRate(Math.min(1, row.traces / row.total))}
                  </td>
                  <td className={styles.course}>
                    {from === null || to === null || row.days.length === 0 ? null : (
                      <ShareArea
                        days={row.days}
                        from={from}
                        to={to}
                        mark={row.marked}
                        label={courseText(row)}
                      />
                    )}
                  </td>
                  <td className={styles.compare}>
                    {before === null ? null : (
                      <Button
                        variant="quiet"
                        aria-label={`Compare ${before} with ${row.label}`}
                        onClick={() =>
                          setSearch({ compare: row.kind, agent: row.agent, before, after: row.label })
                        }
                      >
                        Compare
                      </Button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {left > 0 ? (
        <p className={styles.note}>{formatCount(left)} more with fewer traces are not listed.</p>
      ) : null}
    </section>
  )
}

/** The days that any version was seen on: one axis for all rows. */
function spanOf({ rows }: MethodOutput<'versions.list'>): [from: string | null, to: string | null] {
  let from: string | null = null
  let to: string | null = null
  for (const { days } of rows) {
    const first = days[0]?.date
    const last = days.at(-1)?.date
    if (first !== undefined && (from === null || first < from)) from = first
    if (last !== undefined && (to === null || last > to)) to = last
  }
  return [from, to]
}

function agentText({ agent, owner }: VersionRow) {
  if (agent === '') return <span className={styles.quiet}>no agent named</span>
  return owner === null ? (
    agent
  ) : (
    <>
      {agent} <span className={styles.quiet}>in {owner}</span>
    </>
  )
}

function dayText(us: number | null): string {
  const day = us === null ? null : dayOf(us)
  return day === null ? '–' : formatShortDay(day)
}

function courseText({ label, days, marked }: VersionRow): string {
  const first = days.find(({ traces }) => traces > 0)
  const last = days.findLast(({ traces }) => traces > 0)
  const force = marked === null ? '' : `, in force since ${formatShortDay(marked)}`
  return first === undefined || last === undefined
    ? `${label}: none in this range`
    : `Share of ${label} by day, ${formatShortDay(first.date)} to ${formatShortDay(last.date)}${force}`
}
