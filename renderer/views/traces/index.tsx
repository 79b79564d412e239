import { defineView } from '../view.ts'
import { TracesPage } from './traces-page.tsx'
import { tracesSearch } from './traces-search.ts'

export const tracesView = defineView({
  path: '/traces',
  name: 'traces',
  title: 'Traces',
  layout: 'full',
  shortcuts: [
    ['/', 'filter'],
    ['j k', 'next, previous'],
    ['Enter', 'open'],
    ['Space', 'mark'],
    ['1 … 9', 'label'],
  ],
  commands: [
    { title: 'Traces that ended in an error', search: { filter: 'status:error' } },
    { title: 'Labelled traces', search: { filter: 'label:*' } },
    { title: 'Traces with notes', search: { filter: 'note:*' } },
    { title: 'The slowest traces', search: { sort: 'duration' } },
    { title: 'The dearest traces', search: { sort: 'cost' } },
  ],
  component: TracesPage,
  search: tracesSearch,
})
