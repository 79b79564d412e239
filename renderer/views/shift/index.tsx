import { z } from 'zod'
import { defineView } from '../view.ts'
import { ShiftPage } from './shift-page.tsx'

export const shiftView = defineView({
  path: '/shifts/$shiftId',
  name: 'shift',
  title: 'Shift',
  inNavigation: false,
  parent: '/shifts',
  shortcuts: [
    ['j k', 'next shift'],
    ['a', 'acknowledge'],
    ['n', 'note'],
    ['m', 'mute'],
    ['r', 'regression'],
    ['e', 'expected'],
    ['Ctrl Z', 'undo'],
    ['Esc', 'all shifts'],
  ],
  component: ShiftPage,
  search: z.object({}),
})
