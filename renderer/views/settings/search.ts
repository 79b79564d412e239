import { z } from 'zod'

/** The sections of the page in their order, by the name the address bears. */
export const SECTIONS = [
  ['policy', 'Alert policy'],
  ['segments', 'Segments'],
  ['backtest', 'Back-test and save'],
  ['history', 'Policy history'],
  ['categories', 'Custom categories'],
  ['labels', 'Labels'],
  ['redaction', 'Redaction'],
  ['appearance', 'Appearance'],
  ['keyboard', 'Keyboard'],
] as const
export type SectionId = (typeof SECTIONS)[number][0]

/** What the page keeps in its address: the section, and the custom category that is being edited (`new` for another). */
export const settingsSearch = z.object({
  section: z
    .enum(SECTIONS.map(([id]) => id))
    .optional()
    .catch(undefined),
  edit: z.string().max(60).optional().catch(undefined),
})
