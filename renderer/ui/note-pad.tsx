import { useState } from 'react'
import type { ReactNode } from 'react'
import { formatPlural, formatTime } from '../../shared/format.ts'
import {
  type Annotation,
  type Clash,
  labelWords,
  standingAnnotations,
  tellAnnotation,
} from '../../shared/model/annotation.ts'
import { Button } from './button.tsx'
import { joinClass } from './join-class.ts'
import { LegibleText } from './legible-text.tsx'
import { type NoteDraft, NoteForm } from './note-form.tsx'
import styles from './note-pad.module.css'
import { Tag } from './tag.tsx'
import { TextField } from './text-field.tsx'
import { useAuthor } from './use-author.ts'

export interface NotePadProps {
  /** Undone and replaced ones included. */
  all: readonly Annotation[]
  clashes: readonly Clash[]
  labels: readonly string[]
  pending: boolean
  onAdd: (draft: NoteDraft & { author: string }) => void
  onEdit: (before: Annotation, draft: NoteDraft & { author: string }) => void
  onSetUndone: (annotations: readonly Annotation[], undone: boolean) => void
  /** What a note is about, beside who wrote it; nothing where all are about the same. */
  where?: (annotation: Annotation) => ReactNode
  /** False where the name is asked for beside it. */
  isSigned?: boolean
}

/** Notes and labels on one thing: what stands, what contradicts, and what was taken back. */
export function NotePad({
  all,
  clashes,
  labels,
  pending,
  onAdd,
  onEdit,
  onSetUndone,
  where,
  isSigned = true,
}: NotePadProps) {
  const [author, setAuthor] = useAuthor()
  const [edited, setEdited] = useState<string | null>(null)
  const standing = standingAnnotations(all)
  const kept = new Set(standing.map(({ id }) => id))
  const past = all.filter(({ id }) => !kept.has(id))
  return (
    <div className={styles.pad}>
      <NoteForm
        labels={labels}
        verb="Keep"
        pending={pending}
        onKeep={(draft) => onAdd({ ...draft, author })}
      />
      {isSigned ? (
        <label className={styles.signed}>
          Signed
          <TextField
            label="Your name, for the history"
            placeholder="your name"
            value={author}
            maxLength={200}
            onChange={(event) => setAuthor(event.target.value)}
          />
        </label>
      ) : null}
      {clashes.map((clash) => (
        <ClashBox key={clash.ids.join(' ')} clash={clash} all={all} onSetUndone={onSetUndone} />
      ))}
      {standing.length === 0 ? null : (
        <ol className={styles.list} aria-label="Notes">
          {standing.map((annotation) => (
            <li key={annotation.id}>
              {edited === annotation.id ? (
                <NoteForm
                  start={annotation}
                  labels={labels}
                  verb="Keep the change"
                  pending={pending}
                  onClose={() => setEdited(null)}
                  onKeep={(draft) => {
                    onEdit(annotation, { ...draft, author })
                    setEdited(null)
                  }}
                />
              ) : (
                <Entry annotation={annotation} where={where}>
                  <Button
                    variant="quiet"
                    className={styles.small}
                    aria-label={`Edit: ${tellAnnotation(annotation)}`}
                    onClick={() => setEdited(annotation.id)}
                  >
                    Edit
                  </Button>
                  <Button
                    variant="quiet"
                    className={styles.small}
                    disabled={pending}
                    aria-label={`Undo: ${tellAnnotation(annotation)}`}
                    onClick={() => onSetUndone([annotation], true)}
                  >
                    Undo
                  </Button>
                </Entry>
              )}
            </li>
          ))}
        </ol>
      )}
      {past.length === 0 ? null : (
        <details className={styles.past}>
          <summary>{formatPlural(past.length, 'note')} undone or replaced</summary>
          <ol className={joinClass(styles.list, styles.gone)} aria-label="Undone or replaced notes">
            {past.map((annotation) => (
              <li key={annotation.id}>
                <Entry annotation={annotation} where={where}>
                  {annotation.undoneUs === null ? null : (
                    <Button
                      variant="quiet"
                      className={styles.small}
                      disabled={pending}
                      aria-label={`Redo: ${tellAnnotation(annotation)}`}
                      onClick={() => onSetUndone([annotation], false)}
                    >
                      Redo
                    </Button>
                  )}
                </Entry>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

function Entry({
  annotation,
  where,
  children,
}: {
  annotation: Annotation
  where: NotePadProps['where']
  children: ReactNode
}) {
  const { label, text, author, atUs, undoneUs } = annotation
  const about = where?.(annotation)
  return (
    <div className={styles.entry}>
      <div className={styles.words}>
        {label === null ? null : <LabelTag annotation={annotation} />}
        {text === '' ? null : (
          <p dir="auto">
            <LegibleText text={text} />
          </p>
        )}
        <span className={styles.by}>
          {author ? `${author}, ` : null}
          {formatTime(atUs)}
          {undoneUs === null ? null : `, undone ${formatTime(undoneUs)}`}
          {about ? <> · {about}</> : null}
        </span>
      </div>
      {children}
    </div>
  )
}

export function LabelTag({ annotation }: { annotation: Pick<Annotation, 'label' | 'holds'> }) {
  return <Tag tone={annotation.holds ? 'accent' : 'neutral'}>{labelWords(annotation)}</Tag>
}

function ClashBox({
  clash,
  all,
  onSetUndone,
}: {
  clash: Clash
  all: readonly Annotation[]
  onSetUndone: NotePadProps['onSetUndone']
}) {
  const members = clash.ids.flatMap((id) => all.find((annotation) => annotation.id === id) ?? [])
  return (
    <section className={styles.clash} aria-label="Contradiction">
      <p>
        {clash.kind === 'label'
          ? 'These labels contradict one another; until one is undone neither counts.'
          : 'This note was edited in two places. Which words hold?'}
      </p>
      {members.map((annotation) => (
        <div key={annotation.id}>
          <span>
            {tellAnnotation(annotation)}
            <i>{annotation.author || 'unsigned'}</i>
          </span>
          <Button
            className={styles.small}
            onClick={() =>
              onSetUndone(
                members.filter(({ id }) => id !== annotation.id),
                true,
              )
            }
          >
            Keep this
          </Button>
        </div>
      ))}
    </section>
  )
}
