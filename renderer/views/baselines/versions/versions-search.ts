import { z } from 'zod'

const text = z.string().max(400).optional().catch(undefined)

/** Which two versions are compared, carried by the address: the agent may be empty, the labels are its own. */
export const versionsSearch = z.object({
  compare: z.enum(['prompt', 'tools']).optional().catch(undefined),
  agent: text,
  before: text,
  after: text,
})
