import { Fragment } from 'react'
import { readSentence } from './read-sentence.ts'
import styles from './sentence.module.css'

/** A sentence of the watch with what matters set off: its subject, names of tools, days, and the one rate it is about. */
export function Sentence({
  text: sentence,
  strong,
  calm = false,
  plain = false,
}: {
  text: string
  /** The rate it is about, 0..1. */
  strong?: number
  /** Sets the rate off without alarm: what it tells is over. */
  calm?: boolean
  plain?: boolean
}) {
  return readSentence(sentence).map((part, index) => {
    const key = `${index} ${part.text}`
    if (part.kind === 'code')
      return (
        <code key={key} className={part.inSubject && !plain ? styles.bold : undefined}>
          {part.text}
        </code>
      )
    if (plain || part.kind === 'text') return <Fragment key={key}>{part.text}</Fragment>
    // A rate and its sign never part at the end of a line.
    const text = part.kind === 'rate' ? part.text.replace(' ', '\u00a0') : part.text
    if (part.kind === 'rate' && !isRate(part.text, strong)) return <Fragment key={key}>{text}</Fragment>
    return (
      <b key={key} className={part.kind === 'rate' && !calm ? styles.strong : styles.bold}>
        {text}
      </b>
    )
  })
}

/** The sentence rounds to a tenth of a point, or less for small rates. */
const ROUNDING = 0.0006

function isRate(text: string, rate: number | undefined): boolean {
  return rate !== undefined && Math.abs(Number.parseFloat(text.replaceAll(',', '')) / 100 - rate) < ROUNDING
}
