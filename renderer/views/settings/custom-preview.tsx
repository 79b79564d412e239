import type { MethodOutput } from '../../../shared/contract.ts'
import { formatCount, formatDay, formatPlural, formatRate, formatTime } from '../../../shared/format.ts'
import { Sentence } from '../../ui/sentence.tsx'
import { pathTo, ViewLink } from '../view.ts'
import styles from './custom-preview.module.css'

/** What a rule would find in the traces that are here, and what it would have alerted on. */
export function CustomPreview({
  found,
  isStale,
}: {
  found: MethodOutput<'customCategories.preview'>
  /** The rule was changed since. */
  isStale: boolean
}) {
  const { traces, judged, fired, examples, watch, alerts } = found
  return (
    <section className={styles.preview} aria-label="Preview" aria-busy={isStale}>
      <p className={styles.headline}>
        Finds {formatCount(fired)} of {formatPlural(judged, 'judged trace')}
        {judged > 0 ? ` (${formatRate(fired / judged)})` : ''}.
        {judged < traces ? ` ${formatCount(traces - judged)} could not be judged.` : ''}
        {isStale ? ' The rule was changed since: preview it again.' : ''}
      </p>
      {examples.length > 0 ? (
        <ul className={styles.examples} aria-label="Examples">
          {examples.map(({ traceId, name, startUs }) => (
            <li key={traceId}>
              <ViewLink to={pathTo('traces', traceId)}>{name || traceId}</ViewLink>
              <code>{traceId.slice(0, 12)}</code>
              <time>{formatTime(startUs)}</time>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.watch}>
        {alerts.length === 0
          ? 'It would not have alerted. '
          : `It would have alerted ${alerts.length === 1 ? 'once' : `${alerts.length} times`}. `}
        {watch}
      </p>
      {alerts.length > 0 ? (
        <ul className={styles.alerts} aria-label="Alerts">
          {alerts.map(({ openedOn, sentence }) => (
            <li key={`${openedOn} ${sentence}`}>
              <time>{formatDay(openedOn)}</time>
              <span>
                <Sentence text={sentence} calm />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
