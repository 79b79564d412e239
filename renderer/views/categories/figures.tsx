import type { ReactNode } from 'react'
import type { CategorySeries } from '../../../shared/contract/categories.ts'
import { formatCount, formatExpected, formatPlural, formatRate, formatRatio } from '../../../shared/format.ts'
import { recentRate, wilson } from '../../../shared/chart/rate.ts'
import { filterTerm } from '../../../shared/filter/filter-term.ts'
import { joinClass } from '../../ui/join-class.ts'
import { ViewLink } from '../view.ts'
import { filterOf, notEvaluableShare, shiftNow } from './category-words.ts'
import styles from './figures.module.css'
import { shareOf } from './sort-categories.ts'
import { tellAgreement, useAgreement } from './use-agreement.ts'

/** The numbers of a category in the range, in the order one asks for them. */
export function Figures({ series }: { series: CategorySeries }) {
  const { fired, evaluated, observed, expected, band } = series
  const interval = wilson(fired, evaluated)
  const open = shiftNow(series) !== undefined
  const agreement = useAgreement().get(series.id)
  return (
    <dl className={styles.figures}>
      <Figure
        name="Last 7 days"
        alarming={open}
        note={band ? `${formatRate(band.rate)} in the baseline` : null}
      >
        {formatRate(recentRate(series.days))}
      </Figure>
      <Figure
        name="In this range"
        note={interval ? `95 % interval ${formatRate(interval.low)} to ${formatRate(interval.high)}` : null}
      >
        {evaluated > 0 ? formatRate(shareOf(series)) : '–'}
      </Figure>
      <Figure name="Sessions" note={`of ${formatCount(evaluated)} judged`}>
        {fired > 0 ? (
          <ViewLink to="/traces" search={{ filter: filterOf(series.id) }}>
            {formatCount(fired)}
          </ViewLink>
        ) : (
          '0'
        )}
      </Figure>
      <Figure
        name="Observed / expected"
        note={
          observed === null || expected === null
            ? 'no baseline'
            : `${formatCount(observed)} / ${formatExpected(expected)} since the baseline`
        }
      >
        {observed !== null && expected !== null && expected > 0
          ? `${formatRatio(observed / expected)}×`
          : '–'}
      </Figure>
      <Figure
        name="Not evaluable"
        note={
          series.notEvaluable === 0
            ? 'every session has the fields'
            : `${formatPlural(series.notEvaluable, 'session')} without the fields`
        }
      >
        {formatRate(notEvaluableShare(series))}
      </Figure>
      {agreement === undefined ? null : (
        <Figure name="By people’s labels" note={tellAgreement(agreement)}>
          <ViewLink
            to="/traces"
            search={{
              filter: `${filterTerm('label', series.id)} OR ${filterTerm('label', `not ${series.id}`)}`,
            }}
          >
            {formatRate(agreement.precision)}
          </ViewLink>
        </Figure>
      )}
    </dl>
  )
}

function Figure({
  name,
  note,
  alarming = false,
  children,
}: {
  name: string
  note: string | null
  alarming?: boolean
  children: ReactNode
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={joinClass(styles.value, alarming && styles.alarming)}>{children}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  )
}
