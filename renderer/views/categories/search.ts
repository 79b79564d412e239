import { z } from 'zod'
import { SORTS } from './sort-categories.ts'

/** What the categories page keeps in its address. */
export const categoriesSearch = z.object({
  show: z.enum(['grid', 'table']).optional().catch(undefined),
  sort: z.enum(SORTS).optional().catch(undefined),
  find: z.string().max(200).optional().catch(undefined),
})
