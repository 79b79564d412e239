import { defineView } from '../view.ts'
import { SECTIONS, settingsSearch } from './search.ts'
import { SettingsPage } from './settings-page.tsx'

export const settingsView = defineView({
  path: '/settings',
  name: 'settings',
  title: 'Settings',
  commands: SECTIONS.map(([section, title]) => ({ title: `Settings: ${title}`, search: { section } })),
  component: SettingsPage,
  search: settingsSearch,
})
