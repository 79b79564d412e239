import { z } from 'zod'
import { annotationMethods } from './contract/annotations.ts'
import { baselineMethods } from './contract/baselines.ts'
import { categoryMethods } from './contract/categories.ts'
import { compareMethods } from './contract/compare.ts'
import { customCategoryMethods } from './contract/custom-categories.ts'
import { exportMethods } from './contract/exports.ts'
import { facetMethods } from './contract/facets.ts'
import { governanceMethods } from './contract/governance.ts'
import { importMethods } from './contract/imports.ts'
import { jobMethods } from './contract/jobs.ts'
import { queryMethods } from './contract/query.ts'
import { reportMethods } from './contract/reports.ts'
import { redactionMethods } from './contract/redaction.ts'
import { rulerMethods } from './contract/rulers.ts'
import { savedViewMethods } from './contract/saved-views.ts'
import { searchMethods } from './contract/search.ts'
import { shiftMethods } from './contract/shifts.ts'
import { tracePartMethods } from './contract/trace-parts.ts'
import { traceMethods } from './contract/traces.ts'
import { versionMethods } from './contract/versions.ts'
import { workspaceMethods } from './contract/workspace.ts'
import { jobSchema } from './model/job.ts'

/** Everything the window can ask of the Node side. Both transports carry it without knowing a method by name. */
export const methods = {
  ...workspaceMethods,
  ...importMethods,
  ...jobMethods,
  ...shiftMethods,
  ...baselineMethods,
  ...categoryMethods,
  ...compareMethods,
  ...governanceMethods,
  ...rulerMethods,
  ...redactionMethods,
  ...customCategoryMethods,
  ...versionMethods,
  ...traceMethods,
  ...facetMethods,
  ...savedViewMethods,
  ...tracePartMethods,
  ...queryMethods,
  ...reportMethods,
  ...searchMethods,
  ...annotationMethods,
  ...exportMethods,
}

/** What the Node side tells the window unasked. */
export const events = {
  /** A job started, moved or ended. */
  job: jobSchema,
  /** Rows changed: views should ask again. */
  'workspace.changed': z.object({ what: z.enum(['import', 'analysis', 'search']) }),
  /** The desktop shell or the command line asks the window to show something, e.g. a menu item or an opened file. */
  navigate: z.object({ to: z.string() }),
}

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller passes: defaults may be left out. */
export type MethodInput<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler receives: defaults filled in. */
export type ParsedInput<M extends MethodName> = z.output<Methods[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<Methods[M]['output']>

/** One handler a method; a missing one does not compile. */
export type Handlers = {
  [M in MethodName]: (input: ParsedInput<M>) => MethodOutput<M> | Promise<MethodOutput<M>>
}

export type Events = typeof events
export type EventName = keyof Events
export type EventMessage = { [E in EventName]: { name: E; data: z.output<Events[E]> } }[EventName]

/** What crosses a transport in answer to a request. */
export type Reply =
  | { ok: true; value: unknown }
  | { ok: false; error: { code: string; message: string; details: Record<string, unknown> } }

/** The renderer's only way out: the preload's object and the HTTP client are both one of these. */
export interface Transport {
  request(method: string, input: unknown): Promise<Reply>
  /** Calls back for every event; returns the function that ends it. */
  subscribe(listener: (message: EventMessage) => void): () => void
  /** What `imports.start` takes for a file the user dropped: its path, or the id of its upload. */
  pathOf(file: File): Promise<string>
}
