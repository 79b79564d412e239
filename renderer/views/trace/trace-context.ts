import { createContext, useContext } from 'react'
import type { CategoryInfo } from '../../../shared/contract/categories.ts'
import type { FindingRow } from '../../../shared/contract/schemas.ts'
import type { TextMatch } from '../../../shared/contract/search.ts'
import type { Mistake } from '../../../shared/contract/trace-parts.ts'
import type { TraceDetail } from '../../../shared/contract/traces.ts'
import type { SpanMarks } from './tree/span-marks.ts'
import type { SpanTree } from './tree/span-tree.ts'

/** Where a selection was made: the other panes follow it, the one it came from keeps its place. */
export type SelectionOrigin = 'tree' | 'conversation' | 'inspector' | 'address'

export interface Selection {
  readonly row: number
  readonly origin: SelectionOrigin
  /** Counts selections, so that choosing the same span again scrolls to it again. */
  readonly n: number
}

/** The mark to bring into sight; `n` counts jumps. */
export interface Jump {
  readonly key: string
  readonly n: number
}

/** What every pane of one open trace needs and what stays the same while it is open. */
export interface OpenTrace {
  readonly detail: TraceDetail
  readonly tree: SpanTree
  readonly marks: SpanMarks
  readonly catalogue: ReadonlyMap<string, CategoryInfo>
  /** Where a failed run likely went wrong first; null where nothing says so. */
  readonly mistake: (Mistake & { readonly row: number }) | null
  /** Where the texts of the trace hold what is searched for. */
  readonly matches: readonly TextMatch[]
  select: (row: number, origin: SelectionOrigin) => void
  /** Shows one piece of evidence where it stands. */
  jumpTo: (finding: FindingRow, evidenceIndex: number) => Promise<void>
}

export const OpenTraceContext = createContext<OpenTrace | null>(null)
// Contexts of their own: a moved selection must not draw every payload in sight again.
export const SelectionContext = createContext<Selection>({ row: 0, origin: 'address', n: 0 })
export const JumpContext = createContext<Jump | null>(null)

export function useOpenTrace(): OpenTrace {
  const trace = useContext(OpenTraceContext)
  if (trace === null) throw new Error('No trace is open here.')
  return trace
}

export function useSelected(): Selection {
  return useContext(SelectionContext)
}

export function useJump(): Jump | null {
  return useContext(JumpContext)
}

export function categoryName(catalogue: ReadonlyMap<string, CategoryInfo>, id: string): string {
  return catalogue.get(id)?.name ?? id
}

export const CLASS_WORDS = { F: 'Failure', S: 'Signal', G: 'Coverage' } as const
export const CLASS_TONES = { F: 'bad', S: 'warn', G: 'neutral' } as const
