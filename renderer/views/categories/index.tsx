import { defineView } from '../view.ts'
import { CategoriesPage } from './categories-page.tsx'
import { categoriesSearch } from './search.ts'

export const categoriesView = defineView({
  path: '/categories',
  name: 'categories',
  title: 'Categories',
  shortcuts: [
    ['j k', 'next category'],
    ['Enter', 'open'],
    ['/', 'find'],
  ],
  component: CategoriesPage,
  search: categoriesSearch,
})
