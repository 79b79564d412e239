import { Field, Input, TextArea } from '../../ui/field.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { RULE_TYPES, type CategoryDraft, type RuleType } from './category-draft.ts'
import styles from './rule-fields.module.css'

const TYPES: Record<RuleType, string> = { filter: 'Filter', score: 'Score', sql: 'SQL' }

/** What makes a trace one of the category: one of three kinds of rule. */
export function RuleFields({
  draft,
  problems,
  onChange,
}: {
  draft: CategoryDraft
  problems: Partial<Record<keyof CategoryDraft, string>>
  onChange: (change: Partial<CategoryDraft>) => void
}) {
  return (
    <div className={styles.rule}>
      <SegmentedControl
        label="Kind of rule"
        value={draft.type}
        options={RULE_TYPES.map((value) => ({ value, label: TYPES[value] }))}
        onChange={(type) => onChange({ type })}
      />
      {draft.type === 'filter' ? (
        <Field
          label="Filter"
          hint="The language of the trace list: spans>40, duration>30s, model:gpt-4o*, tool:search -env:staging."
          problem={problems.filter}
        >
          {(control) => (
            <Input
              {...control}
              className={styles.mono}
              value={draft.filter}
              placeholder="spans>40"
              onChange={(event) => onChange({ filter: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {draft.type === 'sql' ? (
        <Field
          label="SQL"
          hint="Read-only, over the documented views; it gives a column trace_id."
          problem={problems.sql}
        >
          {(control) => (
            <TextArea
              {...control}
              className={styles.sql}
              rows={5}
              spellCheck={false}
              value={draft.sql}
              placeholder="SELECT trace_id FROM spans GROUP BY trace_id HAVING count(*) > 40"
              onChange={(event) => onChange({ sql: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {draft.type === 'score' ? (
        <div className={styles.score}>
          <Field label="Score" hint="Traces without it are not evaluable." problem={problems.score}>
            {(control) => (
              <Input
                {...control}
                className={styles.mono}
                value={draft.score}
                maxLength={200}
                placeholder="helpfulness"
                onChange={(event) => onChange({ score: event.target.value })}
              />
            )}
          </Field>
          <Field label="below" problem={problems.below}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={draft.below}
                onChange={(event) => onChange({ below: event.target.value })}
              />
            )}
          </Field>
          <Field label="or above" problem={problems.above}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={draft.above}
                onChange={(event) => onChange({ above: event.target.value })}
              />
            )}
          </Field>
          <Field label="or with the label">
            {(control) => (
              <Input
                {...control}
                value={draft.label}
                maxLength={200}
                onChange={(event) => onChange({ label: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
    </div>
  )
}
