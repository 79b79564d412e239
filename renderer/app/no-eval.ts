import { z } from 'zod'

// zod probes for `new Function` when the first schema is made, which the page's policy reports. Imported before any schema.
z.config({ jitless: true })
