import { defineView } from '../view.ts'
import { settingsSearch } from './search.ts'
import { SettingsPage } from './settings-page.tsx'

export const settingsView = defineView({
  path: '/settings',
  name: 'settings',
  title: 'Settings',
  component: SettingsPage,
  search: settingsSearch,
})
