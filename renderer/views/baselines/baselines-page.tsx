import type { ReactNode } from 'react'
import { useWorkspace } from '../../api/queries.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useSetSearch, useViewSearch, ViewLink } from '../view.ts'
import { BaselineTab } from './baseline-tab.tsx'
import styles from './baselines-page.module.css'
import { Rulers } from './rulers/rulers.tsx'
import { baselinesSearch } from './search.ts'
import { Versions } from './versions/versions.tsx'

/** The parts of the page, one line each. */
const PARTS: readonly { id: string; label: string; content: () => ReactNode }[] = [
  { id: 'baseline', label: 'Baseline', content: BaselineTab },
  { id: 'versions', label: 'Versions', content: VersionsTab },
  { id: 'rulers', label: 'Scores and rulers', content: RulersTab },
]

function VersionsTab() {
  return (
    <>
      <PageHeader
        title="Versions"
        subtitle="What the agents were made of, since when, and what judged them."
      />
      <Versions />
    </>
  )
}

function RulersTab() {
  return (
    <>
      <PageHeader
        title="Scores and rulers"
        subtitle="What scores were made with, and where they can be compared."
      />
      <Rulers />
    </>
  )
}

/** What is normal, who said so, and what it can be compared with. */
export function BaselinesPage() {
  const isEmpty = useWorkspace().data?.traces === 0
  const { tab } = useViewSearch(baselinesSearch)
  const setSearch = useSetSearch()
  if (isEmpty)
    return (
      <>
        <PageHeader title="Baselines" />
        <EmptyState
          title="No baseline yet"
          text="A baseline is made from the first four weeks of traces; later days are then compared with it. Import an export that spans more than that."
          action={
            <ViewLink to="/imports" className={buttonClass('primary')}>
              Import traces
            </ViewLink>
          }
        />
      </>
    )
  const chosen = PARTS.find(({ id }) => id === tab) ?? PARTS[0]
  if (!chosen) return null
  return (
    <div className={styles.tabs}>
      <Tabs
        label="Baselines and versions"
        value={chosen.id}
        onChange={(id) => setSearch({ tab: id === PARTS[0]?.id ? null : id })}
        tabs={PARTS.map(({ id, label, content: Content }) => ({ id, label, content: <Content /> }))}
      />
    </div>
  )
}
