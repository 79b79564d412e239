import { useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../../api/client.ts'
import { joinClass } from '../../../ui/join-class.ts'
import { formatCount } from '../../../../shared/format.ts'
import { categoryName, useJump, useOpenTrace } from '../trace-context.ts'
import { marksIn } from './evidence-marks.ts'
import { findMedia } from './find-media.ts'
import { foldText } from './fold-text.ts'
import { matchMarks } from './match-marks.ts'
import { LegibleText } from '../../../ui/legible-text.tsx'
import { cutAtMarks } from './mark-text.ts'
import { MediaList } from './media-list.tsx'
import type { TextMark, TextRun } from './mark-text.ts'
import { PayloadDialog } from './payload-dialog.tsx'
import { mapRange, prettyJson, unescapeBreaks } from './pretty-json.ts'
import { splitFences } from './split-fences.ts'
import styles from './payload.module.css'

/** Characters asked for at once, and a little more behind evidence that is loaded for. */
const CHUNK = 64_000
const BEHIND_EVIDENCE = 2000

/** Shorter values in a table need no window of their own. */
const SHORTEST_OPENED = 300

/** A mark of more characters keeps the colour of the text: paragraphs of red cannot be read. */
const LONG_MARK = 300

export interface PayloadTextProps {
  /** What is loaded of the text, and its whole length. */
  part: { text: string; length: number }
  place: { spanId: string; path: string }
  /** Characters shown before the text folds. */
  head?: number
  /** `code`: always in the fixed face. `cell`: that too, without a frame. `text`: by what it is. */
  look?: 'code' | 'text' | 'cell'
  /** As it came, without indenting JSON. */
  raw?: boolean
}

/** A payload with its evidence marked: JSON indented, long texts folded around the marks, huge ones in parts. */
export function PayloadText({ part, place, head = 1600, look = 'text', raw = false }: PayloadTextProps) {
  const { detail, matches } = useOpenTrace()
  const jump = useJump()
  const loaded = useMoreText(part, place)
  const { text, length } = loaded
  const marks = useMemo(() => {
    const here = { spanId: place.spanId, path: place.path }
    return [...marksIn(detail.findings, here, text, length), ...matchMarks(matches, here)]
  }, [detail.findings, matches, place.spanId, place.path, text, length])
  const pretty = useMemo(
    () => (raw || text.length < length ? null : (prettyJson(text) ?? unescapeBreaks(text))),
    [raw, text, length],
  )
  const shown = pretty?.text ?? text
  const placed = useMemo(() => {
    if (pretty === null) return marks.filter((mark) => mark.start < text.length)
    return marks.flatMap((mark) => {
      const range = mapRange(pretty, mark.start, mark.end)
      return range === null ? [] : [{ ...mark, ...range }]
    })
  }, [marks, pretty, text.length])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const media = useMemo(() => findMedia(text, length), [text, length])
  const hidden = useMemo(
    () =>
      media.flatMap((item) => (pretty === null ? [item] : (mapRange(pretty, item.start, item.end) ?? []))),
    [media, pretty],
  )
  const parts = useMemo(() => foldText(shown, placed, head, hidden), [shown, placed, head, hidden])
  const [isOpen, setIsOpen] = useState(false)

  const far = marks.find((mark) => mark.class !== 'M' && mark.start >= text.length)
  const wanted = jump !== null && marks.find((mark) => mark.key === jump.key && mark.end > text.length)
  const { loadTo } = loaded
  const wantedEnd = wanted ? wanted.end : 0
  useEffect(() => {
    if (wantedEnd > 0) loadTo(wantedEnd + BEHIND_EVIDENCE)
  }, [wantedEnd, loadTo])

  if (length === 0) return <p className={styles.empty}>empty</p>
  const isCode = look !== 'text' || pretty !== null
  const startsLikeJson = /^\s*[{[]/.test(text)
  return (
    <div
      className={joinClass(isCode ? styles.code : styles.prose, look === 'cell' && styles.cell)}
      dir="auto"
    >
      {look === 'cell' && length < SHORTEST_OPENED ? null : (
        <button
          type="button"
          className={styles.open}
          data-long={length > head || undefined}
          title={startsLikeJson ? 'Opens it as a tree, with search' : 'Opens it in a window, with search'}
          onClick={() => setIsOpen(true)}
        >
          Open
        </button>
      )}
      {parts.map((stretch) =>
        stretch.kind === 'text' || opened.has(stretch.start) ? (
          <Stretch
            key={stretch.start}
            text={shown}
            start={stretch.start}
            end={stretch.end}
            marks={placed}
            isCode={isCode}
          />
        ) : (
          <button
            key={stretch.start}
            type="button"
            className={styles.gap}
            onClick={() => setOpened(new Set([...opened, stretch.start]))}
          >
            Show {formatCount(stretch.end - stretch.start)} more characters
          </button>
        ),
      )}
      {text.length < length ? (
        <span className={styles.rest}>
          {formatCount(text.length)} of {formatCount(length)} characters are loaded.{' '}
          <button type="button" className={styles.gap} onClick={() => loaded.loadTo(text.length + CHUNK)}>
            {loaded.failed
              ? 'Loading failed, try again'
              : `Load the next ${formatCount(Math.min(CHUNK, length - text.length))}`}
          </button>
          {far ? (
            <button
              type="button"
              className={styles.gap}
              onClick={() => loaded.loadTo(far.end + BEHIND_EVIDENCE)}
            >
              Load up to the evidence at {formatCount(far.start)}
            </button>
          ) : null}
        </span>
      ) : null}
      {media.length > 0 ? <MediaList media={media} text={text} place={place} length={length} /> : null}
      {isOpen ? (
        <PayloadDialog
          place={place}
          length={length}
          startsLikeJson={startsLikeJson}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </div>
  )
}

/** Text between two folds: fenced code in the fixed face, marks where they belong. */
function Stretch({
  text,
  start,
  end,
  marks,
  isCode,
}: {
  text: string
  start: number
  end: number
  marks: readonly TextMark[]
  isCode: boolean
}) {
  const pieces = useMemo(
    () => (isCode ? [{ start, end, kind: 'text' as const }] : splitFences(text, start, end)),
    [text, start, end, isCode],
  )
  return pieces.map((piece) => {
    if (piece.kind === 'break') return null
    const runs = cutAtMarks(piece.start, piece.end, marks)
    const content = runs.map((run) => <Run key={run.start} run={run} text={text} />)
    return piece.kind === 'fence' ? (
      <code key={piece.start} className={styles.fence}>
        {content}
      </code>
    ) : (
      <span key={piece.start}>{content}</span>
    )
  })
}

function Run({ run, text }: { run: TextRun; text: string }) {
  const { catalogue } = useOpenTrace()
  const jump = useJump()
  const ref = useRef<HTMLElement>(null)
  const first = run.marks[0]
  const isTarget =
    jump !== null && run.marks.some((mark) => mark.key === jump.key && mark.start === run.start)
  const jumpCount = isTarget ? jump.n : 0
  useEffect(() => {
    if (jumpCount === 0) return undefined
    // The list measures its rows first; only then does the mark stand where it will stay.
    const timer = setTimeout(() => ref.current?.scrollIntoView({ block: 'center', inline: 'nearest' }), 60)
    return () => clearTimeout(timer)
  }, [jumpCount])
  const words = text.slice(run.start, run.end)
  if (first === undefined) return <LegibleText text={words} />
  const evidence = run.marks.filter((mark) => mark.class !== 'M')
  const names = [...new Set(evidence.map((mark) => categoryName(catalogue, mark.category)))].join(', ')
  return (
    <mark
      ref={ref}
      className={styles[`mark${first.class}`]}
      data-target={isTarget || undefined}
      data-long={words.length > LONG_MARK || undefined}
      title={evidence.length > 0 ? `Evidence: ${names}` : undefined}
    >
      <LegibleText text={words} />
    </mark>
  )
}

/** What is loaded of a long text; `loadTo` fetches on until at least that many characters are there. */
function useMoreText(part: { text: string; length: number }, place: { spanId: string; path: string }) {
  const { detail } = useOpenTrace()
  const { traceId } = detail.trace
  const [more, setMore] = useState({ of: part.text, text: '' })
  const [goal, setGoal] = useState(0)
  const [failed, setFailed] = useState(false)
  const text = more.of === part.text ? part.text + more.text : part.text
  const isBusy = goal > text.length && text.length < part.length && !failed
  useEffect(() => {
    if (!isBusy) return undefined
    let current = true
    const load = async () => {
      const length = Math.min(CHUNK, part.length - text.length)
      const next = await call('trace.text', {
        traceId,
        spanId: place.spanId,
        path: place.path,
        from: text.length,
        length,
      })
      if (!current) return
      if (next.text === '') setFailed(true)
      else setMore({ of: part.text, text: text.slice(part.text.length) + next.text })
    }
    load().catch(() => {
      if (current) setFailed(true)
    })
    return () => {
      current = false
    }
  }, [isBusy, text, part.text, part.length, traceId, place.spanId, place.path])
  const [loadTo] = useState(() => (characters: number) => {
    setFailed(false)
    setGoal((before) => Math.max(before, characters))
  })
  return { text, length: part.length, loadTo, failed }
}
