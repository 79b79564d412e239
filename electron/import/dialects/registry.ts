import type { Dialect } from './dialect.ts'
import { genAi } from './gen-ai/index.ts'
import { openInference } from './openinference/index.ts'
import { openLlmetry } from './openllmetry/index.ts'
import { vercelAi } from './vercel-ai/index.ts'

/** In order of precedence: the first that knows a field wins, and the general one comes last. */
export const DIALECTS = [vercelAi, openInference, openLlmetry, genAi] as const satisfies readonly Dialect[]
