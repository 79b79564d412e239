import { useCallback, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatCount } from '../../../../shared/format.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { useOpenTrace } from '../trace-context.ts'
import { JsonTree } from './json-tree.tsx'
import { parseJson } from './json-rows.ts'
import { loadText } from './load-text.ts'
import { PayloadFinder } from './payload-finder.tsx'
import { PayloadPart } from './payload-part.tsx'
import styles from './payload-dialog.module.css'
import { PART, useMatches, usePayloadPart, useWholePayload } from './use-payload-part.ts'

/** Longer payloads have no tree: reading them into one would hold up the window. */
const LONGEST_TREE = 4_000_000
/** Longer texts choke a clipboard. */
const LONGEST_COPY = 20_000_000

/** One payload in a window of its own: as text in parts with a search over the whole, or as a JSON tree. */
export function PayloadDialog({
  place: { spanId, path },
  length,
  startsLikeJson,
  onClose,
}: {
  place: { spanId: string; path: string }
  length: number
  startsLikeJson: boolean
  onClose: () => void
}) {
  const { detail } = useOpenTrace()
  const { traceId } = detail.trace
  const place = useMemo(() => ({ traceId, spanId, path }), [traceId, spanId, path])
  const canBeTree = startsLikeJson && length <= LONGEST_TREE
  const [look, setLook] = useState<'text' | 'tree'>(canBeTree ? 'tree' : 'text')
  const [part, setPart] = useState(0)
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const matches = useMatches(place, wanted)
  const shownPart = usePayloadPart(place, part, length)
  const whole = useWholePayload(place, length, look === 'tree')
  const json = useMemo(() => (whole.data === undefined ? undefined : parseJson(whole.data)), [whole.data])
  const parts = Math.max(1, Math.ceil(length / PART))
  const places = matches.data?.at ?? []
  const go = (to: number) => {
    if (places.length === 0) return
    const next = (to + places.length) % places.length
    setAt(next)
    setPart(Math.floor((places[next] ?? 0) / PART))
    setLook('text')
  }
  const search = useCallback((text: string) => {
    setWanted(text)
    setAt(0)
  }, [])
  const current = wanted === '' ? undefined : places[at]
  const isTree = look === 'tree' && (whole.isPending || json !== undefined)
  // In the body: what is in a payload's frame would take on its face.
  return createPortal(
    <Dialog open onClose={onClose} label={`Payload ${path}`} className={styles.dialog}>
      <header className={styles.header}>
        <h2 title={path}>{path}</h2>
        <span>{formatCount(length)} characters</span>
        {canBeTree ? (
          <SegmentedControl
            label="How the payload is shown"
            value={isTree ? 'tree' : 'text'}
            options={[
              { value: 'tree', label: 'Tree' },
              { value: 'text', label: 'As recorded' },
            ]}
            onChange={setLook}
          />
        ) : startsLikeJson ? (
          <span title="A tree is made of up to 4 million characters">too long for a tree</span>
        ) : null}
        {length <= LONGEST_COPY ? (
          <CopyButton text={async () => await loadText(place, 0, length)} label="Copy all" />
        ) : null}
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      <PayloadFinder
        found={
          matches.data === undefined || wanted === ''
            ? null
            : { count: matches.data.count, places: places.length }
        }
        at={at}
        isBusy={matches.isLoading}
        onText={search}
        onGo={(step) => go(isTree ? 0 : current === undefined ? 0 : at + step)}
      />
      {isTree ? (
        json === undefined ? (
          <Loading label="Reading the payload" lines={10} />
        ) : (
          <JsonTree value={json} label={`JSON of ${path}`} />
        )
      ) : shownPart.isError ? (
        <ErrorState error={shownPart.error} onRetry={() => void shownPart.refetch()} />
      ) : (
        <>
          {parts > 1 ? (
            <nav className={styles.pager} aria-label="Parts of the payload">
              <Button variant="quiet" disabled={part === 0} onClick={() => setPart(part - 1)}>
                Previous
              </Button>
              <label>
                Part
                <input
                  type="number"
                  min={1}
                  max={parts}
                  value={part + 1}
                  onChange={(event) => {
                    const next = Math.round(event.target.valueAsNumber) - 1
                    if (next >= 0 && next < parts) setPart(next)
                  }}
                />
                of {formatCount(parts)}
              </label>
              <Button variant="quiet" disabled={part === parts - 1} onClick={() => setPart(part + 1)}>
                Next
              </Button>
              <span>
                characters {formatCount(part * PART)} to {formatCount(Math.min(length, (part + 1) * PART))}
              </span>
            </nav>
          ) : null}
          <PayloadPart
            text={shownPart.data ?? ''}
            from={part * PART}
            places={wanted === '' ? [] : places}
            width={wanted.length}
            current={current}
          />
        </>
      )}
    </Dialog>,
    document.body,
  )
}
