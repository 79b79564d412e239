import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSample } from '../../sample/generate.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { otlpLines } from './otlp-lines.ts'

export interface Place {
  folder: string
  workspace: string
  file: string
}

/** A folder with an export of three traces and the name of a workspace that is not there yet. */
export function place(content = otlpLines(3)): Place {
  const folder = temporaryFolder()
  const file = join(folder, 'march.export.jsonl')
  writeFileSync(file, content)
  return { folder, workspace: join(folder, 'w.tidemark'), file }
}

/** The sample for three weeks: enough to fire, too little to be watched. */
export function sampleFile(folder: string, weeks = 3, tracesPerDay = 20): string {
  const file = join(folder, 'sample.jsonl')
  const lines = [...generateSample({ seed: 'commands', weeks, tracesPerDay })]
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  return file
}
