import { Command } from 'cmdk'
import { formatCount } from '../../shared/format.ts'
import { useCall } from '../api/queries.ts'
import { MatchSnippet, tabOfMatch } from '../ui/match-snippet.tsx'
import { pathTo, useGoTo } from '../views/view.ts'
import styles from './palette.module.css'
import { useSettled } from './use-settled.ts'

const SHOWN = 8

/** The newest traces that hold what is typed anywhere in their texts; each opens at the span where it stands. */
export function TextMatches({ typed, onChosen }: { typed: string; onChosen: () => void }) {
  const words = useSettled(typed)
  const goTo = useGoTo()
  const answer = useCall('search.find', { words, limit: SHOWN }, { enabled: words.length > 1 }).data
  if (answer === undefined) return null
  const { found, next, read, indexed, traces } = answer
  const missing = traces - indexed
  return (
    <Command.Group heading="In the texts of traces, newest first" className={styles.group} forceMount>
      {found.map(({ traceId, match }) => (
        <Command.Item
          key={traceId}
          value={`text match ${traceId}`}
          forceMount
          className={styles.item}
          onSelect={() => {
            onChosen()
            goTo(pathTo('traces', traceId), { span: match.spanId, tab: tabOfMatch(match), find: words })
          }}
        >
          <span className={styles.snippet}>
            <MatchSnippet match={match} />
          </span>
        </Command.Item>
      ))}
      {found.length === 0 || missing > 0 ? (
        <p className={styles.note}>
          {found.length > 0
            ? null
            : next === null
              ? 'No text holds these characters. '
              : `Not in the newest ${formatCount(read)} traces that could be read at once. `}
          {missing > 0 ? `${formatCount(missing)} traces are not in the search index yet.` : null}
        </p>
      ) : null}
    </Command.Group>
  )
}
