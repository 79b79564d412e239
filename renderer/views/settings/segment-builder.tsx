import type { WatchPreview } from '../../../shared/contract/baselines.ts'
import type { Policy } from '../../../shared/model/policy.ts'
import { attributeOf, MOST_PARTS, NAMED_PARTS, type SegmentPart } from '../../../shared/model/segmenter.ts'
import { formatCount, formatPlural } from '../../../shared/format.ts'
import type { WatchJob } from '../../api/use-watch-job.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { JobState } from '../../ui/job-state.tsx'
import { moveLeft, withPart } from './policy-draft.ts'
import { Section } from './section.tsx'
import styles from './segment-builder.module.css'
import { PART_WORDS, partName } from './segment-words.ts'

/** Smaller ones are counted together: nobody reads a list of hundreds. */
const MOST_SEGMENTS = 20

/** What traffic is split by, part by part, with the segments that come of it. */
export function SegmentBuilder({
  policy,
  attributes,
  result,
  canTry,
  preview,
  onTry,
  onChange,
}: {
  policy: Policy
  attributes: readonly { key: string; traces: number }[]
  result: WatchPreview | undefined
  canTry: boolean
  preview: WatchJob
  onTry: () => void
  onChange: (part: Partial<Policy>) => void
}) {
  const parts = policy.segmenter
  const set = (segmenter: SegmentPart[]) => onChange({ segmenter })
  const free = NAMED_PARTS.filter((part) => !parts.includes(part))
  const others = attributes.filter(({ key }) => !parts.includes(`attribute:${key}`))
  return (
    <Section
      id="segments"
      text="What traffic is split by. Each segment has its own expected rate, so that more traffic of one kind is not taken for a change of behaviour."
    >
      <div className={styles.builder}>
        <ol className={styles.parts} aria-label="Parts of a segment">
          {parts.length === 0 ? <li className={styles.all}>All traffic together</li> : null}
          {parts.map((part, at) => (
            <li key={part} className={styles.part}>
              {at > 0 ? (
                <button
                  type="button"
                  className={styles.small}
                  aria-label={`Move ${partName(part)} to the left`}
                  onClick={() => set(moveLeft(parts, part))}
                >
                  ←
                </button>
              ) : null}
              <span>{attributeOf(part) === null ? partName(part) : <code>{partName(part)}</code>}</span>
              <button
                type="button"
                className={styles.small}
                aria-label={`Remove ${partName(part)}`}
                onClick={() => set(parts.filter((other) => other !== part))}
              >
                ×
              </button>
            </li>
          ))}
        </ol>
        <Field
          label="Add a part"
          hint={
            parts.length >= MOST_PARTS
              ? 'Four parts are the most; remove one first.'
              : 'Attributes are those of the root span, with the traces that have them.'
          }
        >
          {(control) => (
            <Select
              {...control}
              value=""
              disabled={parts.length >= MOST_PARTS}
              onChange={(event) => set(withPart(parts, event.target.value as SegmentPart))}
            >
              <option value="" disabled>
                Choose…
              </option>
              <optgroup label="Named parts">
                {free.map((part) => (
                  <option key={part} value={part}>
                    {PART_WORDS[part].name}: {PART_WORDS[part].meaning}
                  </option>
                ))}
              </optgroup>
              {others.length > 0 ? (
                <optgroup label="Attributes of the root span">
                  {others.map(({ key, traces }) => (
                    <option key={key} value={`attribute:${key}`}>
                      {key} ({formatPlural(traces, 'trace')})
                    </option>
                  ))}
                </optgroup>
              ) : null}
            </Select>
          )}
        </Field>
      </div>
      {result ? (
        <SegmentSizes segments={result.segments} />
      ) : (
        <div className={styles.ask}>
          <Button disabled={!canTry} onClick={onTry}>
            Show the segments
          </Button>
          <JobState job={preview} doing="Splitting the traffic" />
        </div>
      )}
    </Section>
  )
}

function SegmentSizes({ segments }: { segments: WatchPreview['segments'] }) {
  const most = Math.max(1, ...segments.map(({ sessions }) => sessions))
  const rest = segments.slice(MOST_SEGMENTS)
  return (
    <div>
      <p className={styles.sum}>
        {formatPlural(segments.length, 'segment')}, {formatPlural(total(segments), 'session')}
      </p>
      <ul className={styles.sizes} aria-label="Segments and their sessions">
        {segments.slice(0, MOST_SEGMENTS).map(({ segment, sessions }) => (
          <li key={segment}>
            <span className={styles.segment} title={segment}>
              {segment}
            </span>
            <span className={styles.track} aria-hidden>
              <span style={{ width: `${(sessions / most) * 100}%` }} />
            </span>
            <span className={styles.sessions}>{formatCount(sessions)}</span>
          </li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <p className={styles.sum}>
          and {formatPlural(rest.length, 'smaller one')} with {formatPlural(total(rest), 'session')} together
        </p>
      ) : null}
    </div>
  )
}

function total(segments: WatchPreview['segments']): number {
  return segments.reduce((sum, { sessions }) => sum + sessions, 0)
}
