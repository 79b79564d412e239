import { z } from 'zod'
import { defineView } from '../view.ts'
import { CategoryPage } from './category-page.tsx'

export const categoryView = defineView({
  path: '/categories/$categoryId',
  name: 'category',
  title: 'Category',
  inNavigation: false,
  parent: '/categories',
  shortcuts: [['Esc', 'all categories']],
  component: CategoryPage,
  search: z.object({}),
})
