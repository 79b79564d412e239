import { useEffect, useState } from 'react'
import { formatBytes } from '../../../../shared/format.ts'
import { useOpenTrace } from '../trace-context.ts'
import { isDrawn } from './find-media.ts'
import type { Media } from './find-media.ts'
import { LegibleText } from '../../../ui/legible-text.tsx'
import { loadText } from './load-text.ts'
import styles from './payload.module.css'

/** Images up to this size show by themselves. */
const SHOWN_AT_ONCE = 2_000_000
/** Longer runs are not fetched: the window must not hold them. */
const LONGEST_RUN = 40_000_000
/** Of a file that is text the beginning is read. */
const TEXT_SHOWN = 20_000

/** The images and files of a payload: images drawn from their bytes, all else named, with type and size. */
export function MediaList({
  media,
  text,
  place,
  length,
}: {
  media: readonly Media[]
  text: string
  place: { spanId: string; path: string }
  length: number
}) {
  return (
    <ul className={styles.media}>
      {media.map((item) => (
        <MediaItem key={item.start} item={item} text={text} place={place} length={length} />
      ))}
    </ul>
  )
}

function MediaItem({
  item,
  text,
  place,
  length,
}: {
  item: Media
  text: string
  place: { spanId: string; path: string }
  length: number
}) {
  const { detail } = useOpenTrace()
  const { traceId } = detail.trace
  const drawn = isDrawn(item.type)
  const isText = /^text\/|svg|json|xml|csv/.test(item.type)
  const [wanted, setWanted] = useState(drawn && !item.isOpen && item.bytes <= SHOWN_AT_ONCE)
  const [shown, setShown] = useState<{ url: string } | { words: string } | { failed: string } | null>(null)
  const { start, end, isOpen, type } = item
  const own = text.slice(start, end)
  useEffect(() => {
    if (!wanted) return undefined
    let url: string | null = null
    let current = true
    const show = async () => {
      const run = isOpen
        ? firstRun(
            await loadText(
              { traceId, ...place },
              start,
              Math.min(length, start + LONGEST_RUN),
              (_, loaded) => current && firstRun(loaded).length === loaded.length,
            ),
          )
        : own
      const bytes = decodeBase64(run)
      if (!current) return
      if (bytes === null) setShown({ failed: 'Its base64 is broken.' })
      else if (drawn) setShown({ url: (url = URL.createObjectURL(new Blob([bytes], { type }))) })
      else setShown({ words: new TextDecoder().decode(bytes.subarray(0, TEXT_SHOWN)) })
    }
    show().catch(() => {
      if (current) setShown({ failed: 'It could not be loaded.' })
    })
    return () => {
      current = false
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [wanted, isOpen, own, start, length, traceId, place, drawn, type])
  const size = `${isOpen ? 'more than ' : ''}${formatBytes(item.bytes)}`
  return (
    <li>
      <span className={styles.mediaFacts}>
        {item.name === null ? null : (
          <b>
            <LegibleText text={item.name} />
          </b>
        )}
        {item.type}, {size}
        {!wanted && (drawn || isText) ? (
          <button type="button" className={styles.gap} onClick={() => setWanted(true)}>
            {drawn ? 'Show the image' : 'Show as text'}
          </button>
        ) : null}
      </span>
      {shown === null ? null : 'url' in shown ? (
        <img
          src={shown.url}
          alt={item.name ?? `Image in ${place.path}`}
          onError={() => setShown({ failed: `These bytes are no ${type} that can be drawn.` })}
        />
      ) : 'words' in shown ? (
        <pre className={styles.code}>
          <LegibleText text={shown.words} />
        </pre>
      ) : (
        <span className={styles.mediaFacts}>{shown.failed}</span>
      )}
    </li>
  )
}

function firstRun(text: string): string {
  return /^[A-Za-z0-9+/_-]*={0,2}/.exec(text)?.[0] ?? ''
}

function decodeBase64(run: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(run.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
