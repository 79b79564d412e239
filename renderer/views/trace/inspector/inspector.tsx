import { standingAnnotations } from '../../../../shared/model/annotation.ts'
import { useAnnotationsOf } from '../../../api/annotations.ts'
import { Tabs } from '../../../ui/tabs.tsx'
import { Conversation } from '../conversation/conversation.tsx'
import { useOpenTrace } from '../trace-context.ts'
import { INSPECTOR_TABS } from '../trace-search.ts'
import type { InspectorTab } from '../trace-search.ts'
import { AttributesTab } from './attributes-tab.tsx'
import { FindingsTab } from './findings-tab.tsx'
import styles from './inspector.module.css'
import { IoTab } from './io-tab.tsx'
import { NotesTab } from './notes-tab.tsx'
import { ScoresTab } from './scores-tab.tsx'
import { SourceTab } from './source-tab.tsx'

/** The right side of the trace: the trace as words, or one span in all its detail. */
export function Inspector({ tab, onTab }: { tab: InspectorTab; onTab: (tab: InspectorTab) => void }) {
  const { detail } = useOpenTrace()
  const notes = standingAnnotations(useAnnotationsOf({ on: 'trace', traceId: detail.trace.traceId }))
  return (
    <div className={styles.inspector}>
      <Tabs
        label="What to show of the trace"
        value={tab}
        onChange={(id) => {
          const next = INSPECTOR_TABS.find((known) => known === id)
          if (next !== undefined) onTab(next)
        }}
        tabs={[
          { id: 'conversation', label: 'Conversation', short: 'Chat', content: <Conversation /> },
          { id: 'io', label: 'Input / output', short: 'In / out', content: <IoTab /> },
          { id: 'attributes', label: 'Attributes', short: 'Data', content: <AttributesTab /> },
          {
            id: 'findings',
            label: <Counted word="Findings" count={detail.findings.length} />,
            content: <FindingsTab />,
          },
          {
            id: 'scores',
            label: <Counted word="Scores" count={detail.scores.length} />,
            content: <ScoresTab />,
          },
          {
            id: 'notes',
            label: <Counted word="Notes" count={notes.length} />,
            content: <NotesTab />,
          },
          { id: 'source', label: 'Source', content: <SourceTab /> },
        ]}
      />
    </div>
  )
}

function Counted({ word, count }: { word: string; count: number }) {
  return (
    <>
      {word}
      {count > 0 ? <span className={styles.count}> {count}</span> : null}
    </>
  )
}
