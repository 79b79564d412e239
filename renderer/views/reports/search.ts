import { z } from 'zod'

/** What stands beside the preview, by the name the address bears. */
export const PANELS = [
  ['contents', 'Contents'],
  ['redaction', 'Redaction'],
  ['history', 'History'],
] as const

export const reportsSearch = z.object({
  panel: z
    .enum(PANELS.map(([id]) => id))
    .optional()
    .catch(undefined),
})
