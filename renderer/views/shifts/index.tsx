import { z } from 'zod'
import { defineView } from '../view.ts'
import { ShiftsPage } from './shifts-page.tsx'

export const shiftsView = defineView({
  path: '/shifts',
  name: 'shifts',
  title: 'Shifts',
  shortcuts: [
    ['j k', 'next shift'],
    ['Enter', 'investigate'],
    ['Ctrl O', 'open files'],
  ],
  component: ShiftsPage,
  search: z.object({}),
})
