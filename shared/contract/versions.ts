import { z } from 'zod'
import { VERSION_KINDS } from '../model/version.ts'
import { method } from './define.ts'
import { scopeSchema } from './schemas.ts'

/** Names one version: labels are its agent's own. */
export const versionNameSchema = z.object({ agent: z.string().max(400), label: z.string().max(400) })

export const versionRowSchema = z.object({
  kind: z.enum(VERSION_KINDS),
  /** The agent it is of, '' where it is tied to none. */
  agent: z.string(),
  label: z.string(),
  /** The agent whose traces it is in, where the one that has it works for another; else null. */
  owner: z.string().nullable(),
  /** What a found prompt is called (`p-3fa2c1`) and its first words; null where no text is known. */
  template: z.string().nullable(),
  words: z.string().nullable(),
  /** Names of the tools of a set; `isCalled`: of those that were called, as none are declared. */
  tools: z.array(z.string()).nullable(),
  isCalled: z.boolean(),
  /** Over the whole workspace; null without a clock. */
  firstUs: z.number().nullable(),
  lastUs: z.number().nullable(),
  /** The day it came into force; null where it always was, or never had the share to matter. */
  marked: z.string().nullable(),
  /** In the scope: its traces, and those with any version of its kind (of its agent); for rubrics and judges all traces. */
  traces: z.number().int(),
  total: z.number().int(),
  days: z.array(z.object({ date: z.string(), traces: z.number().int(), total: z.number().int() })),
  /** The version of the same agent, seen no later, whose text is most like its own: what it is compared with first. */
  nearest: z.string().nullable(),
  /** Selects its traces in the trace list; null where none can. */
  filter: z.string().nullable(),
})

const shownSchema = z.object({
  label: z.string(),
  /** With ⟨…⟩ for what is filled in. */
  text: z.string(),
  /** A real one: of a prompt as it was sent. */
  example: z.object({ traceId: z.string(), spanId: z.string(), text: z.string() }).nullable(),
})

export const versionMethods = {
  'versions.list': method({
    summary:
      'Every version of prompts, tool sets, models, providers, agents, rubrics and judges, with its traffic by day.',
    input: scopeSchema,
    output: z.object({
      /** False where times only keep the order: nothing is dated then. */
      hasClock: z.boolean(),
      rows: z.array(versionRowSchema),
      /** Versions with the fewest traces that were left out, by kind. */
      left: z.record(z.string(), z.number().int()),
      /** Models asked for against those that answered, in the scope. */
      models: z.array(
        z.object({
          agent: z.string().nullable(),
          asked: z.string(),
          answered: z.string(),
          traces: z.number().int(),
          /** Whether it is the model that was asked for; null where an alias does not tell. */
          isSame: z.boolean().nullable(),
        }),
      ),
    }),
  }),
  'versions.diff': method({
    summary:
      'What differs between two versions of a prompt or of a tool set, word by word, with an example of each.',
    input: z.object({
      kind: z.enum(['prompt', 'tools']),
      before: versionNameSchema,
      after: versionNameSchema,
    }),
    output: z.object({
      before: shownSchema,
      after: shownSchema,
      /** In order; stretches of lines that are the same, and lines that are not, by word. */
      blocks: z.array(
        z.object({
          isSame: z.boolean(),
          parts: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
        }),
      ),
      added: z.number().int(),
      removed: z.number().int(),
    }),
  }),
}

export type VersionRow = z.infer<typeof versionRowSchema>
export type VersionDiff = z.infer<(typeof versionMethods)['versions.diff']['output']>
