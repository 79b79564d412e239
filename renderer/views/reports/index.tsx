import { defineView } from '../view.ts'
import { ReportsPage } from './reports-page.tsx'
import { reportsSearch } from './search.ts'

export const reportsView = defineView({
  path: '/reports',
  name: 'reports',
  title: 'Reports',
  layout: 'full',
  shortcuts: [['Alt ↑ ↓', 'move the section']],
  component: ReportsPage,
  search: reportsSearch,
})
