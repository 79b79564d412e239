import { useEffect, useRef } from 'react'
import { LegibleText } from '../../../ui/legible-text.tsx'
import styles from './payload-dialog.module.css'

/** Marks of one part; a word that stands on every line would only slow the page. */
const MOST_MARKS = 2000

/** A stretch of a payload with the matches of the search in it; the current one is brought into sight. */
export function PayloadPart({
  text,
  from,
  places,
  width,
  current,
}: {
  text: string
  /** Where the stretch begins in the payload. */
  from: number
  /** Places of the matches in the payload, rising. */
  places: readonly number[]
  width: number
  current: number | undefined
}) {
  const mark = useRef<HTMLElement>(null)
  const sought = current === undefined ? null : `${current} in ${text.length} from ${from}`
  useEffect(() => {
    if (sought !== null) mark.current?.scrollIntoView({ block: 'center', inline: 'nearest' })
  }, [sought])
  const inside = places.filter((place) => place >= from && place + width <= from + text.length)
  const shown = inside.filter((place, index) => index < MOST_MARKS || place === current)
  return (
    <pre className={styles.text} dir="auto" tabIndex={0} aria-label="Text of the payload">
      {shown.map((place, index) => {
        const before = index === 0 ? 0 : (shown[index - 1] ?? 0) + width - from
        return (
          <span key={place}>
            <LegibleText text={text.slice(before, place - from)} />
            <mark ref={place === current ? mark : undefined} data-current={place === current || undefined}>
              <LegibleText text={text.slice(place - from, place - from + width)} />
            </mark>
          </span>
        )
      })}
      <LegibleText text={text.slice(shown.length === 0 ? 0 : (shown.at(-1) ?? 0) + width - from)} />
    </pre>
  )
}
