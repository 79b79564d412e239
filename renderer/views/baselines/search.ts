import { z } from 'zod'
import { versionsSearch } from './versions/versions-search.ts'

/** What the page keeps in its address: the tab, whether a new baseline is being made, which versions are compared. */
export const baselinesSearch = versionsSearch.extend({
  tab: z.string().max(40).optional().catch(undefined),
  new: z.coerce.number().int().min(1).max(1).optional().catch(undefined),
})
