import { formatBytes, formatCount, formatSeconds } from '../../../shared/format.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { fileName, placeOf, plainReason } from './import-summary.ts'
import styles from './source-table.module.css'
import { useFormatTitles } from './use-format-titles.ts'

/** Every file of an import, archive entries included, with what became of its records. */
export function SourceTable({ sources }: { sources: ImportRow['sources'] }) {
  const titleOf = useFormatTitles()
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Format</th>
            {[
              'Size',
              'Traces',
              'Spans',
              'Scores',
              'Read',
              'Accepted',
              'Already there',
              'Skipped',
              'Rejected',
              'Time',
            ].map((name) => (
              <th key={name} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={`${source.path} ${source.sha256}`}>
              <th scope="row" title={source.path}>
                {fileName(source.path)}
                {source.problems.map((problem) => (
                  <span key={problem.reason} className={styles.problem}>
                    {formatCount(problem.count)} × {plainReason(problem.reason, source.path)} (
                    {placeOf(source.path, problem.first)})
                  </span>
                ))}
              </th>
              <td>{source.format === null ? 'none known' : titleOf(source.format)}</td>
              <td className={styles.number}>{formatBytes(source.bytes)}</td>
              <td className={styles.number}>{formatCount(source.traces)}</td>
              <td className={styles.number}>{formatCount(source.spans)}</td>
              <td className={styles.number}>{formatCount(source.scores)}</td>
              <td className={styles.number}>{formatCount(source.read)}</td>
              <td className={styles.number}>{formatCount(source.accepted)}</td>
              <td className={styles.number}>{formatCount(source.duplicates)}</td>
              <td className={styles.number}>{formatCount(source.skipped)}</td>
              <td className={styles.number} data-bad={source.rejected > 0 || undefined}>
                {formatCount(source.rejected)}
              </td>
              <td className={styles.number}>{formatSeconds(source.seconds)}</td>
              <td className={styles.hash}>
                {source.sha256 === '' ? (
                  'not read'
                ) : (
                  <>
                    <code title={source.sha256}>{source.sha256.slice(0, 10)}…</code>
                    <CopyButton text={source.sha256} className={styles.copy} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
