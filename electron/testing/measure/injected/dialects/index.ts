import type { StoryDialect } from '../otlp-document.ts'
import { genAi, genAiEvents } from './gen-ai.ts'
import { openInference } from './openinference.ts'
import { openLlmetry } from './openllmetry.ts'
import { vercelAi } from './vercel-ai.ts'

export const STORY_DIALECTS: readonly StoryDialect[] = [
  genAi,
  genAiEvents,
  openInference,
  openLlmetry,
  vercelAi,
]
