import { z } from 'zod'
import { defineView } from '../view.ts'
import { ImportsPage } from './imports-page.tsx'

export const importsView = defineView({
  path: '/imports',
  name: 'imports',
  title: 'Imports',
  shortcuts: [['Ctrl O', 'choose files']],
  component: ImportsPage,
  search: z.object({}),
})
