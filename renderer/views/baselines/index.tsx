import { defineView } from '../view.ts'
import { BaselinesPage } from './baselines-page.tsx'
import { baselinesSearch } from './search.ts'

export const baselinesView = defineView({
  path: '/baselines',
  name: 'baselines',
  title: 'Baselines',
  shortcuts: [
    ['j k', 'next version'],
    ['n', 'new baseline'],
  ],
  component: BaselinesPage,
  search: baselinesSearch,
})
