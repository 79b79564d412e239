import { defineView } from '../view.ts'
import { BaselinesPage } from './baselines-page.tsx'
import { versionsSearch } from './versions/versions-search.ts'

export const baselinesView = defineView({
  path: '/baselines',
  name: 'baselines',
  title: 'Baselines',
  component: BaselinesPage,
  search: versionsSearch,
})
