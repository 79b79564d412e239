import { useRef } from 'react'
import type { ReactNode } from 'react'
import type { Agreement } from '../../../shared/contract/annotations.ts'
import { formatCount, formatExpected, formatRate, formatRatio } from '../../../shared/format.ts'
import { MiniLine } from '../../charts/mini-line.tsx'
import { fillDays, rateOf, recentRate } from '../../../shared/chart/rate.ts'
import { CategoryDot, useCategoryColor } from '../../ui/category-color.tsx'
import { joinClass } from '../../ui/join-class.ts'
import { useListKeys } from '../../ui/list-keys.ts'
import table from '../../ui/table.module.css'
import { Tag } from '../../ui/tag.tsx'
import { pathTo, ViewLink } from '../view.ts'
import styles from './category-table.module.css'
import { CLASS_WORDS, filterOf, notEvaluableShare, shiftNow } from './category-words.ts'
import { shareOf } from './sort-categories.ts'
import { tellAgreement, useAgreement } from './use-agreement.ts'
import type { CategoryRow } from './use-category-rows.ts'

/** All categories in numbers: what the charts draw, and the share nobody could judge. */
export function CategoryTable({ rows }: { rows: readonly CategoryRow[] }) {
  const list = useRef<HTMLDivElement>(null)
  useListKeys(list)
  const agreement = useAgreement()
  return (
    <div className={table.scroll} ref={list}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Category</th>
            <th>Class</th>
            <th className={table.number}>Fired</th>
            <th className={table.number}>Judged</th>
            <th className={table.number}>Rate</th>
            <th className={table.number}>Last 7 days</th>
            <th className={table.number}>Baseline</th>
            <th className={table.number}>Observed / expected</th>
            <th>Trend</th>
            <th className={table.number}>Not evaluable</th>
            {agreement.size > 0 ? <th className={table.number}>Right by labels</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.info.id} row={row}>
              {agreement.size > 0 ? <AgreementCell agreement={agreement.get(row.info.id)} /> : null}
            </TableRow>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AgreementCell({ agreement }: { agreement: Agreement | undefined }) {
  return (
    <td className={table.number} title={agreement && tellAgreement(agreement)}>
      {agreement === undefined ? '–' : formatRate(agreement.precision)}
    </td>
  )
}

function TableRow({ row: { info, series }, children }: { row: CategoryRow; children: ReactNode }) {
  const color = useCategoryColor(info.id)
  const judged = series.evaluated > 0
  const { observed, expected } = series
  const ratio = observed !== null && expected !== null && expected > 0 ? observed / expected : null
  const open = shiftNow(series) !== undefined
  return (
    <tr>
      <td className={table.name}>
        <span className={styles.name}>
          <CategoryDot category={info.id} />
          <ViewLink
            to={pathTo('categories', info.id)}
            className={styles.link}
            title={info.definition}
            data-row
          >
            {info.name}
          </ViewLink>
          {open ? <Tag tone="bad">shift</Tag> : null}
        </span>
      </td>
      <td>{CLASS_WORDS[info.class].name}</td>
      <td className={table.number}>
        {series.fired > 0 ? (
          <ViewLink to="/traces" search={{ filter: filterOf(info.id) }} className={styles.link}>
            {formatCount(series.fired)}
          </ViewLink>
        ) : (
          formatCount(series.fired)
        )}
      </td>
      <td className={table.number}>{formatCount(series.evaluated)}</td>
      <td className={table.number}>{judged ? formatRate(shareOf(series)) : '–'}</td>
      <td className={joinClass(table.number, open && styles.alarming)}>
        {formatRate(recentRate(series.days))}
      </td>
      <td className={table.number}>{formatRate(series.band?.rate)}</td>
      <td className={table.number}>
        {ratio === null ? (
          '–'
        ) : (
          <>
            {formatCount(observed)} / {formatExpected(expected)}
            <span className={styles.ratio}>{formatRatio(ratio)}×</span>
          </>
        )}
      </td>
      <td className={styles.trend}>
        {series.fired > 0 ? (
          <MiniLine
            values={fillDays(series.days).map(rateOf)}
            color={color}
            label={`Course of ${info.name}`}
          />
        ) : null}
      </td>
      <td className={table.number}>{formatRate(notEvaluableShare(series))}</td>
      {children}
    </tr>
  )
}
