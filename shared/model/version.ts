import type { Message } from './message.ts'

/** What can have versions. `model` is the model asked for, `answered` the one that answered. */
export const VERSION_KINDS = [
  'prompt',
  'tools',
  'model',
  'answered',
  'provider',
  'agent',
  'rubric',
  'judge',
] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

/** A version that a trace was made with, as the analysis finds it. */
export interface FoundVersion {
  /** `called` is a tool that was called where no call says which tools it could choose from. */
  kind: 'prompt' | 'tools' | 'called' | 'model' | 'answered'
  /** Hash of the system prompt or of the declared tools; else the name. '' for a prompt of which only the version is told. */
  key: string
  /** The agent whose call it was; null where the export names none. */
  agent: string | null
  /** A call it was seen in. */
  spanId: string
  /** What the source calls a prompt; the model asked for where another field says which answered. */
  recorded: string | null
  /** The declarations of a tool set, as text. */
  detail: string | null
}

const AUTHORS = new Set(['system', 'developer'])

/** The system prompt of a call: what its author says before anybody else speaks; null where nothing is. */
export function systemPromptOf(messages: readonly Message[]): string | null {
  const texts: string[] = []
  for (const { role, text } of messages) {
    if (!AUTHORS.has(role)) break
    if (text !== '') texts.push(text)
  }
  return texts.length === 0 ? null : texts.join('\n\n')
}

/** How a prompt version that nobody named is called: `p-3fa2c1`. */
export function promptLabel(template: string): string {
  return `p-${template.slice(0, 6)}`
}

/** How a set of declared tools is called: `t-3fa2c1`. */
export function toolSetLabel(hash: string): string {
  return `t-${hash.slice(0, 6)}`
}
