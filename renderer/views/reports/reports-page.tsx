import { useDeferredValue } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useCall } from '../../api/queries.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useSetSearch, useViewSearch } from '../view.ts'
import { Contents } from './contents.tsx'
import { ExportHistory } from './export-history.tsx'
import { PreviewFrame } from './preview-frame.tsx'
import { RedactionPanel } from './redaction-panel.tsx'
import { ReportHeader } from './report-header.tsx'
import styles from './reports-page.module.css'
import { reportsSearch } from './search.ts'
import { useWorkingReport } from './use-working-report.ts'

/** One file that convinces, without leaking: what is in it at the left, the file itself at the right. */
export function ReportsPage() {
  const { panel = 'contents' } = useViewSearch(reportsSearch)
  const setSearch = useSetSearch()
  const working = useWorkingReport()
  const { request } = working
  const asked = useDeferredValue(request)
  const preview = useCall(
    'reports.preview',
    { request: asked ?? { sections: [] } },
    { enabled: asked !== undefined, keepPrevious: true },
  )
  if (working.error) return <ErrorState error={working.error} />
  if (request === undefined) return <Loading label="Loading the report" lines={8} />
  const tabs = [
    {
      id: 'contents',
      label: 'Contents',
      content: <Contents request={request} onChange={working.change} />,
    },
    {
      id: 'redaction',
      label: 'Redaction',
      content: (
        <RedactionPanel
          rules={request.redaction}
          found={preview.data?.redacted}
          onChange={(redaction) => working.change({ redaction })}
        />
      ),
    },
    {
      id: 'history',
      label: 'History',
      content: <ExportHistory request={request} onOpen={working.change} />,
    },
  ]
  return (
    <div className={styles.page}>
      <ReportHeader
        request={request}
        left={preview.data?.document.left ?? []}
        unkept={working.unkept}
        onChange={working.change}
      />
      <Group orientation="horizontal" className={styles.panes}>
        <Panel defaultSize="34%" minSize="320px" className={styles.side}>
          <Tabs label="Report" tabs={tabs} value={panel} onChange={(id) => setSearch({ panel: id })} />
        </Panel>
        <Separator className={styles.separator} />
        <Panel minSize="360px" className={styles.preview}>
          <PreviewFrame
            html={preview.data?.html}
            isStale={preview.isPlaceholderData || preview.isFetching}
            error={preview.error}
            onRetry={() => void preview.refetch()}
          />
        </Panel>
      </Group>
    </div>
  )
}
