import { useState } from 'react'
import type { VersionDiff } from '../../../../shared/contract/versions.ts'
import { useCall } from '../../../api/queries.ts'
import { formatCount, formatPlural } from '../../../../shared/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SegmentedControl } from '../../../ui/segmented-control.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { DiffExamples } from './diff-examples.tsx'
import { DiffText } from '../../../ui/diff-text.tsx'
import styles from './diff.module.css'

/** Two versions of a prompt or of a tool set: what was taken out and what was put in, and a real one of each. */
export function DiffDialog({
  kind,
  agent,
  before,
  after,
  choices,
  onChoose,
  onClose,
}: {
  kind: 'prompt' | 'tools'
  agent: string
  before: string
  after: string
  choices: readonly string[]
  onChoose: (side: 'before' | 'after', label: string) => void
  onClose: () => void
}) {
  const [show, setShow] = useState<'diff' | 'examples'>('diff')
  const answer = useCall('versions.diff', {
    kind,
    before: { agent, label: before },
    after: { agent, label: after },
  })
  const what = kind === 'prompt' ? 'Prompt' : 'Tool set'
  const { data, error } = answer
  const hasExamples = data !== undefined && (data.before.example !== null || data.after.example !== null)
  return (
    <Dialog open onClose={onClose} label={`${what} ${before} and ${after}`} className={styles.dialog}>
      <header className={styles.header}>
        <h2>
          {what}
          {agent === '' ? '' : ` of ${agent}`}
        </h2>
        <Choice
          label="Before"
          value={before}
          choices={choices}
          onChange={(label) => onChoose('before', label)}
        />
        <span aria-hidden>→</span>
        <Choice
          label="After"
          value={after}
          choices={choices}
          onChange={(label) => onChoose('after', label)}
        />
        {hasExamples ? (
          <SegmentedControl
            label="Show"
            value={show}
            options={[
              { value: 'diff', label: 'What differs' },
              { value: 'examples', label: 'As sent' },
            ]}
            onChange={setShow}
          />
        ) : null}
        <Button variant="quiet" data-autofocus onClick={onClose}>
          Close
        </Button>
      </header>
      {error ? <ErrorState error={error} onRetry={() => void answer.refetch()} /> : null}
      {data === undefined ? error ? null : <Loading label="Comparing the versions" /> : null}
      {data === undefined ? null : show === 'examples' && hasExamples ? (
        <DiffExamples before={data.before} after={data.after} />
      ) : (
        <>
          <p className={styles.summary}>
            {data.added + data.removed === 0
              ? 'The two are the same but for blanks.'
              : `${formatPlural(data.removed, 'word')} taken out, ${formatCount(data.added)} put in.`}
            {hasValues(data) ? ' ⟨…⟩ stands for what the program fills in.' : ''}
          </p>
          <DiffText blocks={data.blocks} />
        </>
      )}
    </Dialog>
  )
}

function Choice({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: string
  choices: readonly string[]
  onChange: (label: string) => void
}) {
  const shown = choices.includes(value) ? choices : [value, ...choices]
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {shown.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  )
}

function hasValues({ before, after }: VersionDiff): boolean {
  return before.text.includes('⟨…⟩') || after.text.includes('⟨…⟩')
}
