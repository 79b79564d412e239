import { z } from 'zod'

/** What the page keeps in its address: the tab, and whether a new baseline is being made. */
export const baselinesSearch = z.object({
  tab: z.string().max(40).optional().catch(undefined),
  new: z.coerce.number().int().min(1).max(1).optional().catch(undefined),
})
