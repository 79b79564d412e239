import { splitLegible } from './legible.ts'
import styles from './legible-text.module.css'

/** A text from outside, inert: unseen characters show as signs, and directions end where it ends. */
export function LegibleText({ text }: { text: string }) {
  const pieces = splitLegible(text)
  if (pieces.length === 1 && typeof pieces[0] === 'string') return text
  let at = 0
  return pieces.map((piece) => {
    const key = at
    at += typeof piece === 'string' ? piece.length : 1
    return typeof piece === 'string' ? (
      piece
    ) : (
      <span key={key} className={styles.sign} title={piece.title}>
        {piece.sign}
      </span>
    )
  })
}
