import { useEffect, useState } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './text-finder.module.css'
import type { useTextMatches } from './use-text-matches.ts'

/** A pause in typing this long starts the search, ms. */
const PAUSE_MS = 250

/** The search in all texts of the trace: its count, and the way to the next (n) and the previous place (N). */
export function TextFinder({
  words,
  onWords,
  found,
}: {
  words: string
  onWords: (words: string) => void
  found: ReturnType<typeof useTextMatches>
}) {
  const [typed, setTyped] = useState(words)
  const [of, setOf] = useState(words)
  if (of !== words) {
    setOf(words)
    setTyped(words)
  }
  useEffect(() => {
    if (typed === words) return undefined
    const timer = setTimeout(() => onWords(typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, words, onWords])
  const { matches, at, isCapped, isSearching, next, previous } = found
  useHotkeys({ n: next, 'shift+n': previous })
  const all = `${formatCount(matches.length)}${isCapped ? '+' : ''}`
  return (
    <div className={styles.finder} role="search" aria-label="Texts of the trace">
      <TextField
        className={styles.field}
        label="Search the texts of this trace"
        placeholder="Search the texts"
        data-view-filter
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            if (typed !== words) onWords(typed)
            else if (event.shiftKey) previous()
            else next()
          } else if (event.key === 'Escape') {
            onWords('')
            event.currentTarget.blur()
          } else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {words === '' ? null : (
        <>
          <span className={styles.count} role="status">
            {isSearching ? 'searching' : matches.length === 0 ? 'no match' : `${at + 1} of ${all}`}
          </span>
          <Button
            variant="quiet"
            aria-label="Previous match"
            disabled={matches.length === 0}
            onClick={previous}
          >
            ↑
          </Button>
          <Button variant="quiet" aria-label="Next match" disabled={matches.length === 0} onClick={next}>
            ↓
          </Button>
        </>
      )}
    </div>
  )
}
