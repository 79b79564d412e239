import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})

const stateSchema = z.object({
  bounds: boundsSchema.nullable().default(null),
  isMaximized: z.boolean().default(false),
  /** Workspaces opened lately, the last one first. */
  recent: z.array(z.string()).default([]),
})

/** What the desktop window remembers from one start to the next. */
export type DesktopState = z.infer<typeof stateSchema>

const RECENT = 8

/** The state, or that of a first start where there is none or it cannot be read. */
export function readDesktopState(folder: string): DesktopState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(join(folder, 'desktop.json'), 'utf8')))
  } catch {
    return stateSchema.parse({})
  }
}

export function writeDesktopState(folder: string, change: Partial<DesktopState>): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'desktop.json')
  writeFileSync(`${file}.new`, JSON.stringify({ ...readDesktopState(folder), ...change }, null, 2))
  renameSync(`${file}.new`, file)
}

/** The list with one workspace moved or put to the front. */
export function withRecent(recent: readonly string[], path: string): string[] {
  return [path, ...recent.filter((other) => other !== path)].slice(0, RECENT)
}
