import { useCall } from '../../../api/queries.ts'
import type { MethodOutput } from '../../../../shared/contract.ts'
import type { VersionRow } from '../../../../shared/contract/versions.ts'
import { formatPlural } from '../../../../shared/format.ts'
import { EmptyState, ErrorState, Loading } from '../../../ui/states.tsx'
import { useScope, useSetSearch, useViewSearch } from '../../view.ts'
import { DiffDialog } from './diff-dialog.tsx'
import { ModelPairs } from './model-pairs.tsx'
import { VersionSection } from './version-section.tsx'
import { versionsSearch } from './versions-search.ts'
import styles from './versions.module.css'

type VersionList = MethodOutput<'versions.list'>

/** The versions of everything that traces were made and judged with, by kind, on one time axis. */
export function Versions() {
  const scope = useScope()
  const answer = useCall('versions.list', scope, { keepPrevious: true })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading label="Loading the versions" lines={8} />
  const { data } = answer
  if (data.rows.length === 0) {
    return (
      <EmptyState
        title="No versions yet"
        text="They are found when traces are analysed: prompts, tool sets, models, and what judged the answers."
      />
    )
  }
  return (
    <div className={styles.versions} aria-busy={answer.isPlaceholderData}>
      {data.hasClock ? null : (
        <p className={styles.note}>
          These exports have no clock: versions are told apart, but not when they came up.
        </p>
      )}
      <VersionSection
        title="Prompts"
        note={promptNote(data.rows)}
        rows={ofKinds(data, 'prompt')}
        list={data}
        what="Version"
      />
      <VersionSection
        title="Tool sets"
        note={toolNote(data.rows)}
        rows={ofKinds(data, 'tools')}
        list={data}
        what="Tools"
      />
      <VersionSection title="Models asked for" rows={ofKinds(data, 'model')} list={data} what="Model" />
      <ModelPairs pairs={data.models} />
      <VersionSection
        title="Models that answered"
        note="where an export tells both"
        rows={ofKinds(data, 'answered')}
        list={data}
        what="Model"
      />
      <VersionSection title="Providers" rows={ofKinds(data, 'provider')} list={data} what="Provider" />
      <VersionSection
        title="Agents"
        note="share of all traces; an agent that works for another has no traces of its own"
        rows={ofKinds(data, 'agent')}
        list={data}
        what="Agent"
      />
      <VersionSection
        title="Rubrics and judges"
        note="share of all traces that have a score of it"
        rows={ofKinds(data, 'rubric', 'judge')}
        list={data}
        what="Ruler"
      />
      <OpenDiff rows={data.rows} />
    </div>
  )
}

function OpenDiff({ rows }: { rows: readonly VersionRow[] }) {
  const { compare, agent = '', before, after } = useViewSearch(versionsSearch)
  const setSearch = useSetSearch()
  if (compare === undefined || before === undefined || after === undefined) return null
  const choices = rows.filter(
    (row) => row.kind === compare && row.agent === agent && (row.words !== null || row.tools !== null),
  )
  return (
    <DiffDialog
      kind={compare}
      agent={agent}
      before={before}
      after={after}
      choices={choices.map(({ label }) => label)}
      onChoose={(side, label) => setSearch({ [side]: label }, { replace: true })}
      onClose={() => setSearch({ compare: null, agent: null, before: null, after: null })}
    />
  )
}

function ofKinds({ rows }: VersionList, ...kinds: VersionRow['kind'][]): VersionRow[] {
  return rows.filter(({ kind }) => kinds.includes(kind))
}

function promptNote(rows: readonly VersionRow[]): string {
  const prompts = rows.filter(({ kind }) => kind === 'prompt')
  const unnamed = prompts.filter(({ label, template }) => label === template)
  const found = new Set(unnamed.map(({ template }) => template)).size
  if (found === 0) return 'as the exports record them, with what was found in their texts beside'
  const recorded = prompts.length - unnamed.length
  const others = recorded === 0 ? '' : `; ${recorded} recorded by their exports`
  return `${formatPlural(found, 'version')} found by comparing the system prompts${others}`
}

function toolNote(rows: readonly VersionRow[]): string {
  const called = rows.filter(({ isCalled }) => isCalled).length
  return called === 0
    ? 'as the calls declare them: names and schemas'
    : 'as the calls declare them; where they declare none, the tools that were called'
}
