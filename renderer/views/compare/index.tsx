import { defineView } from '../view.ts'
import { ComparePage } from './compare-page.tsx'
import { compareSearch } from './search.ts'

export const compareView = defineView({
  path: '/compare',
  name: 'compare',
  title: 'Compare',
  shortcuts: [['/', 'filter of the reference']],
  component: ComparePage,
  search: compareSearch,
})
