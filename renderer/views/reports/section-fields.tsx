import type { ReactNode } from 'react'
import { useCall } from '../../api/queries.ts'
import { Field, Input, Select, TextArea } from '../../ui/field.tsx'
import styles from './contents.module.css'
import type { Section } from './section-words.ts'

/** What one section picks, to be changed. */
export function SectionFields({
  section,
  onChange,
}: {
  section: Section
  onChange: (section: Section) => void
}) {
  if (section.kind === 'summary' || section.kind === 'notes')
    return (
      <Fields>
        <Field label={section.kind === 'summary' ? 'In your words, before the sentences' : 'Text'}>
          {(control) => (
            <TextArea
              {...control}
              rows={5}
              value={section.text}
              onChange={({ target }) => onChange({ ...section, text: target.value })}
            />
          )}
        </Field>
      </Fields>
    )
  if (section.kind === 'shifts') return <ShiftFields section={section} onChange={onChange} />
  if (section.kind === 'comparison' || section.kind === 'differs')
    return (
      <Fields>
        {(['a', 'b'] as const).map((side) => (
          <Field key={side} label={side === 'a' ? 'a, the reference' : 'b, compared with it'}>
            {(control) => (
              <Input
                {...control}
                placeholder="filter, e.g. model:gpt-4.1"
                value={section[side]}
                onChange={({ target }) => onChange({ ...section, [side]: target.value })}
              />
            )}
          </Field>
        ))}
      </Fields>
    )
  if (section.kind === 'signatures')
    return (
      <Fields>
        <Field label="Signatures of each category">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={50}
              value={section.limit}
              onChange={({ target }) =>
                onChange({ ...section, limit: Math.max(1, Math.min(50, target.valueAsNumber || 1)) })
              }
            />
          )}
        </Field>
      </Fields>
    )
  if (section.kind === 'traces')
    return (
      <Fields>
        <Field label="Trace ids, one a line" hint="Left empty, the examples of the shifts are told.">
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              value={section.ids?.join('\n') ?? ''}
              onChange={({ target }) => {
                const ids = target.value.split(/\s+/).filter((id) => id !== '')
                onChange(ids.length === 0 ? { kind: 'traces' } : { ...section, ids })
              }}
            />
          )}
        </Field>
      </Fields>
    )
  if (section.kind === 'versions')
    return (
      <Fields>
        <Field label="Which">
          {(control) => (
            <Select
              {...control}
              value={section.only}
              onChange={({ target }) =>
                onChange({ ...section, only: target.value === 'new' ? 'new' : 'all' })
              }
            >
              <option value="all">All of the period</option>
              <option value="new">New in the period</option>
            </Select>
          )}
        </Field>
      </Fields>
    )
  return <p className={styles.nothing}>There is nothing to choose here.</p>
}

const PICKS = [
  ['open', 'Those that are open'],
  ['period', 'Those of the period'],
  ['all', 'All of them'],
] as const

function ShiftFields({
  section,
  onChange,
}: {
  section: Extract<Section, { kind: 'shifts' }>
  onChange: (section: Section) => void
}) {
  const shifts = useCall('shifts.list', {}).data?.shifts ?? []
  const chosen = Array.isArray(section.pick) ? section.pick : null
  return (
    <Fields>
      <Field label="Which">
        {(control) => (
          <Select
            {...control}
            value={chosen === null ? String(section.pick) : 'chosen'}
            onChange={({ target }) => {
              const general = PICKS.find(([pick]) => pick === target.value)?.[0]
              onChange({ ...section, pick: general ?? shifts.map(({ id }) => id) })
            }}
          >
            {PICKS.map(([pick, text]) => (
              <option key={pick} value={pick}>
                {text}
              </option>
            ))}
            <option value="chosen">Chosen ones</option>
          </Select>
        )}
      </Field>
      {chosen === null ? null : (
        <ul className={styles.choices}>
          {shifts.map(({ id, sentence }) => (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    onChange({
                      ...section,
                      pick: target.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                    })
                  }
                />
                <span>{sentence}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Fields>
  )
}

function Fields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}
