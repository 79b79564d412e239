import { defineView } from '../view.ts'
import { MappingPage } from './mapping-page.tsx'
import { mappingSearch } from './search.ts'

export const mappingView = defineView({
  path: '/imports/map',
  name: 'mapping',
  title: 'Map records',
  inNavigation: false,
  parent: '/imports',
  component: MappingPage,
  search: mappingSearch,
})
