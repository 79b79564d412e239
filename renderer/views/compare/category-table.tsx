import type { ComparedCategoryRow } from '../../../shared/contract/compare.ts'
import { formatCount, formatPlural, formatRate, formatRatio } from '../../../shared/format.ts'
import { useCatalogue } from '../../api/queries.ts'
import { ForestAxis, ForestRow, forestReach } from '../../charts/forest.tsx'
import type { ForestCertainty } from '../../charts/forest.tsx'
import { CategoryDot, useCategoryColor } from '../../ui/category-color.tsx'
import { Card } from '../../ui/card.tsx'
import table from '../../ui/table.module.css'
import { pathTo, ViewLink } from '../view.ts'
import styles from './category-table.module.css'
import { formatInterval, narrow } from './compare-words.ts'
import { VerdictTag } from './verdict-tag.tsx'

const WIDTH = 180
const CERTAINTY: Record<ComparedCategoryRow['verdict'], ForestCertainty> = {
  higher: 'differs',
  lower: 'differs',
  'no difference': 'alike',
  'not enough data': 'unknown',
}
const ORDER: readonly ComparedCategoryRow['verdict'][] = [
  'higher',
  'lower',
  'not enough data',
  'no difference',
]

/** The forest plot: every category that fired on a side, with its numbers beside it; the quiet ones counted below. */
export function CategoryTable({
  categories,
  a,
  b,
}: {
  categories: readonly ComparedCategoryRow[]
  a: string
  b: string
}) {
  const catalogue = useCatalogue().data ?? []
  const infoOf = (id: string) => catalogue.find((info) => info.id === id)
  const fired = categories
    .filter((category) => category.a.k + category.b.k > 0)
    .toSorted(
      (one, other) =>
        ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict) ||
        one.adjustedP - other.adjustedP ||
        one.p - other.p,
    )
  const quiet = categories.filter((category) => category.a.k + category.b.k === 0)
  const common = commonNotes(fired)
  const most = forestReach(
    fired.flatMap(({ verdict, ratio, low, high }) =>
      CERTAINTY[verdict] === 'differs' ? [ratio, low, high] : [ratio],
    ),
  )
  return (
    <Card>
      <h2>Failure categories</h2>
      {fired.length === 0 ? <p className={styles.none}>None fired on either side.</p> : null}
      {fired.length === 0 ? null : (
        <div className={styles.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Category</th>
                <th className={table.number}>a</th>
                <th className={table.number}>b</th>
                <th className={styles.plot}>
                  <span className={styles.hidden}>Ratio drawn</span>
                  <ForestAxis width={WIDTH} most={most} />
                </th>
                <th className={table.number} title="with its 95 % interval">
                  b / a, 95 %
                </th>
                <th>b is</th>
              </tr>
            </thead>
            <tbody>
              {fired.map((category) => (
                <Row
                  key={category.id}
                  category={category}
                  notes={category.notes.filter((note) => !common.has(note))}
                  name={infoOf(category.id)?.name ?? category.id}
                  isFailure={infoOf(category.id)?.class === 'F'}
                  most={most}
                  a={a}
                  b={b}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {[...common].map((note) => (
        <p key={note} className={styles.common}>
          {note}
        </p>
      ))}
      <Quiet categories={quiet} />
    </Card>
  )
}

function Row({
  category,
  notes,
  name,
  isFailure,
  most,
  a,
  b,
}: {
  category: ComparedCategoryRow
  /** Those of this category alone. */
  notes: readonly string[]
  name: string
  isFailure: boolean
  most: number
  a: string
  b: string
}) {
  const { id, ratio, low, high, verdict } = category
  const color = useCategoryColor(id)
  const title =
    `${formatCount(category.a.k)} of ${formatCount(category.a.n)} against ${formatCount(category.b.k)} of ${formatCount(category.b.n)}; ` +
    `p ${category.p.toPrecision(2)}, adjusted ${category.adjustedP.toPrecision(2)}`
  return (
    <>
      <tr title={title} data-noted={notes.length > 0 || undefined}>
        <td className={table.name}>
          <ViewLink to={pathTo('categories', id)} className={styles.name}>
            <CategoryDot category={id} /> {name}
          </ViewLink>
        </td>
        {([category.a, category.b] as const).map(({ n, k }, side) => (
          <td key={side === 0 ? 'a' : 'b'} className={table.number}>
            <ViewLink
              to="/traces"
              search={{ filter: narrow(side === 0 ? a : b, `category:${id}`) }}
              className={styles.count}
              aria-label={`${formatRate(n > 0 ? k / n : null)}, ${formatCount(k)} of ${formatCount(n)} sessions of ${side === 0 ? 'a' : 'b'}`}
            >
              {formatRate(n > 0 ? k / n : null)}
            </ViewLink>
            <small>
              {formatCount(k)}/{formatCount(n)}
            </small>
          </td>
        ))}
        <td className={styles.plot}>
          <ForestRow
            width={WIDTH}
            most={most}
            ratio={ratio}
            low={low}
            high={high}
            certainty={CERTAINTY[verdict]}
            color={color}
          />
        </td>
        <td className={table.number}>
          {ratio === null ? '–' : `× ${formatRatio(ratio)}`}
          <small>{formatInterval(low, high)}</small>
        </td>
        <td>
          <VerdictTag verdict={verdict} higher={isFailure ? 'bad' : 'warn'} lower="ok" />
        </td>
      </tr>
      {notes.map((note) => (
        <tr key={note} className={styles.note}>
          <td colSpan={6}>{note}</td>
        </tr>
      ))}
    </>
  )
}

/** What is said of so many categories is said once, below them. */
const MANY = 3

function commonNotes(categories: readonly ComparedCategoryRow[]): Set<string> {
  const said = Map.groupBy(
    categories.flatMap(({ notes }) => notes),
    (note) => note,
  )
  return new Set([...said].flatMap(([note, times]) => (times.length >= MANY ? [note] : [])))
}

function Quiet({ categories }: { categories: readonly ComparedCategoryRow[] }) {
  const blind = categories.filter(({ a, b }) => a.n === 0 || b.n === 0).map(({ id }) => id)
  const quiet = categories.filter(({ a, b }) => a.n > 0 && b.n > 0).map(({ id }) => id)
  return (
    <div className={styles.quiet}>
      {quiet.length === 0 ? null : (
        <details>
          <summary>{formatPlural(quiet.length, 'category', 'categories')} never fired on either side</summary>
          <p>{quiet.join(', ')}</p>
        </details>
      )}
      {blind.length === 0 ? null : (
        <details>
          <summary>
            {formatPlural(blind.length, 'category', 'categories')} could not be judged on one side at least
          </summary>
          <p>{blind.join(', ')}</p>
        </details>
      )}
    </div>
  )
}
