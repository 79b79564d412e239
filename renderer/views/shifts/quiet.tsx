import type { WatchState } from '../../../shared/contract/shifts.ts'
import { formatPlural } from '../../../shared/format.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ViewLink } from '../view.ts'

/** No shift to tell: because nothing moved, or because nothing can be watched. These are not the same. */
export function Quiet({ watch }: { watch: WatchState }) {
  const { title, text } = wordsFor(watch)
  return (
    <Card>
      <EmptyState
        title={title}
        text={text}
        action={
          <ViewLink to="/categories" className={buttonClass()}>
            Look at the categories
          </ViewLink>
        }
      />
    </Card>
  )
}

function wordsFor(watch: WatchState): { title: string; text: string } {
  if (watch.state !== 'watching') return NOT_WATCHED[watch.state]
  const blind = watch.streamsWithTooLittleData
  const streams = formatPlural(watch.streams, 'stream')
  return {
    title: 'Nothing has shifted',
    text:
      blind === 0
        ? `Each of the ${streams} could have shown a doubling within 28 days.`
        : `${watch.streams - blind} of ${streams} could have shown a doubling within 28 days; ${blind} could not: too little data.`,
  }
}

const NOT_WATCHED: Record<Exclude<WatchState['state'], 'watching'>, { title: string; text: string }> = {
  no_baseline: {
    title: 'Not watched yet',
    text: 'There is no baseline to compare with. The rates of every category can be read all the same.',
  },
  synthetic_clock: {
    title: 'Not watched: the times are not real',
    text: 'The export carries no clock of its own, so days cannot be told apart. Categories and traces can be read all the same.',
  },
  empty: {
    title: 'Nothing analysed yet',
    text: 'Shifts appear here once the categories have looked at the traces.',
  },
}
