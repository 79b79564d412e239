import { defineView } from '../view.ts'
import { QueryPage } from './query-page.tsx'
import { querySearch } from './search.ts'

export const queryView = defineView({
  path: '/query',
  name: 'query',
  title: 'Query',
  layout: 'full',
  shortcuts: [['Ctrl Enter', 'run the query']],
  component: QueryPage,
  search: querySearch,
})
