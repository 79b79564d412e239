import type { Importer, Probe } from './importer.ts'
import { IMPORTERS } from './registry.ts'

/** Below this the answer is "unknown": a wrong importer would reject every record with a puzzling reason. */
const MIN_CONFIDENCE = 0.5

export interface Detection {
  /** The format that is surest, null where none knows the source. */
  importer: Importer | null
  confidence: number
  /** Titles of the formats that were asked. */
  tried: string[]
}

/** Asks every importer how sure it is of a source; the surest wins, the earlier of equals. */
export function detectImporter(probe: Probe): Detection {
  let importer: Importer | null = null
  let confidence = 0
  for (const candidate of IMPORTERS) {
    const sure = candidate.detect(probe)
    if (sure > confidence) {
      importer = candidate
      confidence = sure
    }
  }
  if (confidence < MIN_CONFIDENCE) importer = null
  return { importer, confidence, tried: IMPORTERS.map(({ title }) => title) }
}
