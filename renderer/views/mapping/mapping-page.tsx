import { useDeferredValue, useState } from 'react'
import type { Mapping } from '../../../shared/model/mapping.ts'
import { useCall, useStartImport } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { EmptyState, ErrorState, Loading, messageOf } from '../../ui/states.tsx'
import { useGoTo, useViewSearch } from '../view.ts'
import { MappingForm } from './mapping-form.tsx'
import styles from './mapping-page.module.css'
import { pathsOf } from './paths-of.ts'
import { PreviewTable } from './preview-table.tsx'
import { mappingSearch } from './search.ts'

/** Where a mapping begins when nothing suggests itself. */
const BLANK: Mapping = { each: 'run', fields: { messages: 'messages' } }

/** Says where the facts stand in records of no known format, and shows at once what that makes of them. */
export function MappingPage() {
  const { sources = '', names = '' } = useViewSearch(mappingSearch)
  const files = sources.split('\n').filter((source) => source !== '')
  const [first] = files
  const guess = useCall('imports.guessMapping', { source: first ?? '' }, { enabled: first !== undefined })
  if (first === undefined) {
    return (
      <EmptyState
        title="No file to map"
        text="Drop a file of no known format on the window; this page opens with it."
      />
    )
  }
  if (guess.error) return <ErrorState error={guess.error} onRetry={() => void guess.refetch()} />
  if (!guess.data) return <Loading label="Looking at the records" lines={10} />
  return (
    <Workbench
      key={first}
      sources={files}
      name={names.split('\n', 1)[0] || 'this file'}
      guess={guess.data.mapping}
      records={guess.data.records}
    />
  )
}

function Workbench({
  sources,
  name,
  guess,
  records,
}: {
  sources: string[]
  name: string
  guess: Mapping | null
  records: readonly string[]
}) {
  const [mapping, setMapping] = useState<Mapping>(guess ?? BLANK)
  const asked = useDeferredValue(mapping)
  const source = sources[0] ?? ''
  const preview = useCall('imports.previewMapping', { source, mapping: asked }, { keepPrevious: true })
  const start = useStartImport()
  const goTo = useGoTo()
  const found = preview.data
  const finds = found !== undefined && (found.spans.length > 0 || found.scores > 0)
  return (
    <div className={styles.page}>
      <PageHeader
        title={`What is in ${name}`}
        subtitle={
          guess === null
            ? 'It is in no format that is known, and nothing in it looks like what an agent did. Say where the facts stand.'
            : 'It is in no format that is known. This is a first guess of where the facts stand; correct it until the preview is right.'
        }
        actions={
          <>
            <Button variant="quiet" onClick={() => goTo('/imports')}>
              Cancel
            </Button>
            <Button
              variant="primary"
              disabled={!finds || start.isPending}
              onClick={() => start.mutate({ sources, mapping }, { onSuccess: () => goTo('/imports') })}
            >
              {sources.length > 1 ? `Import ${sources.length} files` : 'Import'}
            </Button>
          </>
        }
      />
      {start.error ? (
        <p className={styles.failed} role="alert">
          {messageOf(start.error)}
        </p>
      ) : null}
      <div className={styles.panes}>
        <MappingForm mapping={mapping} onChange={setMapping} paths={pathsOf(records, mapping)} />
        <div className={styles.sight}>
          <section aria-label="Preview" aria-busy={preview.isPlaceholderData}>
            <h2>Preview</h2>
            {preview.error ? <ErrorState error={preview.error} /> : null}
            {found ? (
              <PreviewTable preview={found} />
            ) : (
              <Loading label="Reading with this mapping" lines={5} />
            )}
          </section>
          <section aria-label="Records">
            <h2>{records.length === 1 ? 'The first record' : `The first ${records.length} records`}</h2>
            <pre className={styles.record} tabIndex={0}>
              {records.join('\n')}
            </pre>
          </section>
        </div>
      </div>
    </div>
  )
}
