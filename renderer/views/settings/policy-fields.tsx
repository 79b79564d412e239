import type { Policy } from '../../../shared/model/policy.ts'
import { addDays, dayOf } from '../../../shared/format.ts'
import { useCatalogue, useWorkspace } from '../../api/queries.ts'
import { CategoryDot } from '../../ui/category-color.tsx'
import { DayRanges } from '../../ui/day-ranges.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { toggled } from './policy-draft.ts'
import styles from './policy-fields.module.css'
import { Group, Section } from './section.tsx'

/** How many false alerts are accepted, which sessions count, and what is shown but never alerts. */
export function PolicyFields({
  policy,
  problems,
  onChange,
}: {
  policy: Policy
  problems: Readonly<Record<string, string>>
  onChange: (part: Partial<Policy>) => void
}) {
  const categories = (useCatalogue().data ?? []).filter((category) => category.class !== 'G')
  const workspace = useWorkspace().data
  const segments = [...new Set([...(workspace?.segments ?? []), ...policy.unwatchedSegments])]
  const last = dayOf(workspace?.lastUs ?? 0) ?? '2026-01-01'
  return (
    <Section
      id="policy"
      text="What is watched, and how many false alerts you accept. Nothing changes before you save below."
    >
      <div className={styles.numbers}>
        <Field
          label="One false alert at most in (days)"
          hint="Over everything watched together. More days: fewer alerts, a little later."
          problem={problems.budgetDays}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={7}
              max={3650}
              value={Number.isNaN(policy.budgetDays) ? '' : policy.budgetDays}
              onChange={(event) => onChange({ budgetDays: event.target.valueAsNumber })}
            />
          )}
        </Field>
        <Field
          label="Share of the sessions counted (%)"
          hint="Chosen by a hash of their ids: the same sessions every time."
          problem={problems.share}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0.1}
              max={100}
              step="any"
              value={Number.isNaN(policy.share) ? '' : Number((policy.share * 100).toPrecision(12))}
              onChange={(event) => onChange({ share: event.target.valueAsNumber / 100 })}
            />
          )}
        </Field>
      </div>
      <Group
        title="Categories watched"
        note="Those without a tick are shown as ever, and never alert. Governance of the data is never watched."
      >
        <ul className={styles.checks}>
          {categories.map(({ id, name, definition }) => (
            <li key={id}>
              <label title={definition}>
                <input
                  type="checkbox"
                  checked={!policy.unwatchedCategories.includes(id)}
                  onChange={(event) =>
                    onChange({
                      unwatchedCategories: toggled(policy.unwatchedCategories, id, !event.target.checked),
                    })
                  }
                />
                <CategoryDot category={id} />
                <span>{name}</span>
              </label>
            </li>
          ))}
        </ul>
      </Group>
      <Group title="Segments watched">
        {segments.length === 0 ? (
          <p className={styles.none}>Segments appear here with the first traces.</p>
        ) : (
          <ul className={styles.wide}>
            {segments.map((segment) => (
              <li key={segment}>
                <label>
                  <input
                    type="checkbox"
                    checked={!policy.unwatchedSegments.includes(segment)}
                    onChange={(event) =>
                      onChange({
                        unwatchedSegments: toggled(policy.unwatchedSegments, segment, !event.target.checked),
                      })
                    }
                  />
                  <span>{segment}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </Group>
      <Group
        title="Quiet periods"
        note="Days that are shown and never count, neither as what is normal nor as evidence: an outage, a load test."
      >
        <DayRanges
          ranges={policy.quiet}
          onChange={(quiet) => onChange({ quiet })}
          noun="quiet period"
          fresh={{ from: addDays(last, -1), to: last, reason: '' }}
        />
      </Group>
    </Section>
  )
}
