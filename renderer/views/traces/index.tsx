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
  component: TracesPage,
  search: tracesSearch,
})
