import { useRef, useState } from 'react'
import { SECTION_KINDS, type ReportRequest } from '../../../shared/model/report.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import styles from './contents.module.css'
import { SectionFields } from './section-fields.tsx'
import { moved, newSection, SECTION_WORDS, type SectionKind, tellPick } from './section-words.ts'

/** What is in the report, in its order: add, open, move by button, key or drag, remove. */
export function Contents({
  request,
  onChange,
}: {
  request: ReportRequest
  onChange: (part: Partial<ReportRequest>) => void
}) {
  const { sections, period } = request
  const [open, setOpen] = useState<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const move = (from: number, to: number) => {
    if (to < 0 || to >= sections.length) return
    onChange({ sections: moved(sections, from, to) })
    if (open === from) setOpen(to)
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-title]')[to]?.focus())
  }
  return (
    <div className={styles.contents}>
      <div className={styles.period}>
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={period?.from ?? ''}
              onChange={({ target }) =>
                onChange({ period: periodOf(target.value, period?.to ?? target.value) })
              }
            />
          )}
        </Field>
        <Field label="To">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={period?.to ?? ''}
              onChange={({ target }) =>
                onChange({ period: periodOf(period?.from ?? target.value, target.value) })
              }
            />
          )}
        </Field>
      </div>
      <ol ref={list} className={styles.list} aria-label="Sections">
        {sections.map((section, index) => {
          const [title, text] = SECTION_WORDS[section.kind]
          const key = `${section.kind} ${sections.slice(0, index).filter(({ kind }) => kind === section.kind).length}`
          return (
            <li
              key={key}
              className={styles.section}
              draggable={open !== index}
              data-dragged={dragged === index || undefined}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                if (dragged === null) return
                event.preventDefault()
                if (dragged === index) return
                onChange({ sections: moved(sections, dragged, index) })
                setDragged(index)
              }}
            >
              <div className={styles.head}>
                <button
                  type="button"
                  data-title
                  className={styles.title}
                  aria-expanded={open === index}
                  onClick={() => setOpen(open === index ? null : index)}
                  onKeyDown={(event) => {
                    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
                    event.preventDefault()
                    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
                  }}
                >
                  <b>{title}</b>
                  <span>{tellPick(section) || text}</span>
                </button>
                <div className={styles.tools}>
                  <Button
                    variant="quiet"
                    aria-label={`Move ${title} up`}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    ↑
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={`Move ${title} down`}
                    disabled={index === sections.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={`Remove ${title}`}
                    onClick={() => {
                      setOpen(null)
                      onChange({ sections: sections.toSpliced(index, 1) })
                    }}
                  >
                    ×
                  </Button>
                </div>
              </div>
              {open === index ? (
                <SectionFields
                  section={section}
                  onChange={(next) => onChange({ sections: sections.with(index, next) })}
                />
              ) : null}
            </li>
          )
        })}
      </ol>
      <Select
        aria-label="Add a section"
        className={styles.add}
        value=""
        onChange={({ target }) => {
          const kind = SECTION_KINDS.find((known) => known === target.value)
          if (kind !== undefined) onChange({ sections: [...sections, newSection(kind)] })
          setOpen(sections.length)
        }}
      >
        <option value="">Add a section…</option>
        {SECTION_KINDS.map((kind: SectionKind) => (
          <option key={kind} value={kind}>
            {SECTION_WORDS[kind][0]}
          </option>
        ))}
      </Select>
    </div>
  )
}

/** Both days in order; none where one was emptied. */
function periodOf(from: string, to: string): ReportRequest['period'] {
  if (from === '' || to === '') return undefined
  return from <= to ? { from, to } : { from: to, to: from }
}
