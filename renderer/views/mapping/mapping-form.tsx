import {
  MAPPED_RECORDS,
  MAPPING_FIELDS,
  type MappedRecord,
  type Mapping,
  type MappingField,
} from '../../../shared/model/mapping.ts'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './mapping-form.module.css'
import { ScoreFields } from './score-fields.tsx'

const RECORDS: Record<MappedRecord, string> = {
  run: 'A run',
  call: 'A model call',
  message: 'A message',
  span: 'A step',
}
const MEANINGS: Record<MappedRecord, string> = {
  run: 'Each record holds a whole conversation.',
  call: 'Each record is one request to a model and its answer.',
  message: 'Each record is one message; those of one trace or session make a conversation.',
  span: 'Each record is one step of a run, with its own id, parent and times.',
}
const FIELDS = Object.keys(MAPPING_FIELDS) as MappingField[]
const PATHS_ID = 'mapping-paths'

/** Everything a mapping says, as fields of text: a path each. */
export function MappingForm({
  mapping,
  onChange,
  paths,
}: {
  mapping: Mapping
  onChange: (mapping: Mapping) => void
  paths: readonly string[]
}) {
  const setField = (field: MappingField, path: string) => {
    const { [field]: _, ...others } = mapping.fields
    const texts = path
      .split('|')
      .map((each) => each.trim())
      .filter((each) => each !== '')
    const [only] = texts
    const value = texts.length > 1 ? texts : only
    onChange({ ...mapping, fields: value === undefined ? others : { ...others, [field]: value } })
  }
  const setRecords = (path: string) => {
    const { records: _, ...others } = mapping
    onChange(path === '' ? others : { ...others, records: path })
  }
  return (
    <Card className={styles.form} aria-label="Mapping">
      <h2>One record is</h2>
      <SegmentedControl
        label="One record is"
        value={mapping.each}
        options={MAPPED_RECORDS.map((value) => ({ value, label: RECORDS[value] }))}
        onChange={(each) => onChange({ ...mapping, each })}
      />
      <p className={styles.meaning}>{MEANINGS[mapping.each]}</p>
      <h2>Where in a record</h2>
      <p className={styles.meaning}>
        Names joined by dots, <code>[0]</code> for an element; <code>a | b</code> takes the first that is
        there.
      </p>
      <datalist id={PATHS_ID}>
        {paths.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <div className={styles.fields}>
        <Row name="List of records" meaning="where in a document; empty for lines and rows">
          <TextField
            mono
            label="List of records"
            list={PATHS_ID}
            value={mapping.records ?? ''}
            onChange={(event) => setRecords(event.currentTarget.value)}
          />
        </Row>
        {FIELDS.filter((field) => MAPPING_FIELDS[field].of.includes(mapping.each)).map((field) => (
          <Row key={field} name={MAPPING_FIELDS[field].title} meaning={MAPPING_FIELDS[field].meaning}>
            <TextField
              mono
              label={MAPPING_FIELDS[field].title}
              list={PATHS_ID}
              value={textOf(mapping.fields[field])}
              onChange={(event) => setField(field, event.currentTarget.value)}
            />
          </Row>
        ))}
      </div>
      <ScoreFields
        scores={mapping.scores ?? []}
        pathsId={PATHS_ID}
        onChange={(scores) => onChange({ ...mapping, scores })}
      />
    </Card>
  )
}

function Row({ name, meaning, children }: { name: string; meaning: string; children: React.ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.name} title={meaning}>
        {name}
      </span>
      {children}
    </div>
  )
}

function textOf(paths: string | readonly string[] | undefined): string {
  if (paths === undefined) return ''
  return typeof paths === 'string' ? paths : paths.join(' | ')
}
