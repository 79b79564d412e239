import type { VersionDiff } from '../../../../shared/contract/versions.ts'
import { pathTo, ViewLink } from '../../view.ts'
import styles from './diff.module.css'

/** A real prompt of each version, as it was sent. */
export function DiffExamples({ before, after }: Pick<VersionDiff, 'before' | 'after'>) {
  return (
    <div className={styles.examples}>
      {[
        { side: 'before', ...before },
        { side: 'after', ...after },
      ].map(({ side, label, example }) => (
        <section key={side} aria-label={`Example of ${label}`}>
          <h3>
            {label}
            {example === null ? null : (
              <ViewLink
                to={pathTo('traces', example.traceId)}
                search={{ span: example.spanId }}
                className={styles.link}
              >
                open the call
              </ViewLink>
            )}
          </h3>
          <p className={styles.sent}>{example?.text ?? 'No call of it is there any more.'}</p>
        </section>
      ))}
    </div>
  )
}
