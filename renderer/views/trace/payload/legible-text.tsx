import { keyed } from '../keyed.ts'
import { splitLegible } from './legible.ts'
import styles from './payload.module.css'

/** A text from outside, inert: unseen characters show as signs, and directions end where it ends. */
export function LegibleText({ text }: { text: string }) {
  const pieces = splitLegible(text)
  if (pieces.length === 1 && typeof pieces[0] === 'string') return text
  return keyed(pieces, (piece) => (typeof piece === 'string' ? '' : piece.sign)).map(({ key, item: piece }) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <span key={key} className={styles.sign} title={piece.title}>
        {piece.sign}
      </span>
    ),
  )
}
