import type { VersionRow } from '../../../../shared/contract/versions.ts'
import { formatPlural, formatShortDay } from '../../../../shared/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import styles from './versions.module.css'

/** What a version is called, and what tells it from the others in a few words. */
export function VersionName({ row }: { row: VersionRow }) {
  const { kind, label, template, words, tools, isCalled, marked } = row
  const said = kind === 'rubric' ? `${label}, rubric` : kind === 'judge' ? `${label}, judge` : label
  return (
    <span className={styles.name} title={tools === null ? (words ?? label) : tools.join(', ')}>
      <b className={kind === 'prompt' || kind === 'tools' ? styles.label : undefined}>{said}</b>
      {template !== null && template !== label && !label.includes(template) ? (
        <span className={styles.template} title="The template that was found in its text">
          {template}
        </span>
      ) : null}
      {marked === null ? null : (
        <Tag tone="accent" title="The day it had an eighth of its agent’s traces, and kept it">
          since {formatShortDay(marked)}
        </Tag>
      )}
      {words === null ? null : <span className={styles.words}>{words}</span>}
      {tools === null ? null : (
        <span className={styles.words}>
          {formatPlural(tools.length, 'tool')}
          {isCalled ? ' called' : ''}: {tools.join(', ')}
        </span>
      )}
    </span>
  )
}
