import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { MethodInput } from '../../../shared/contract.ts'
import type { Decision } from '../../../shared/model/decision.ts'
import { call } from '../../api/client.ts'
import { messageOf } from '../../ui/states.tsx'
import { decisionWords, newestOfSession } from './decision-words.ts'

export interface Notice {
  text: string
  isFailure: boolean
}

export interface DecisionActions {
  notice: Notice | null
  tell: (text: string) => void
  decide: (decision: MethodInput<'shifts.decide'>) => void
  /** Undoes a decision, or makes an undone one hold again. */
  setUndone: (decision: Decision, undone: boolean) => void
  undoNewest: () => void
  pending: boolean
}

/** Made since the window was opened, by id: what Ctrl+Z may take back. */
const made = new Set<number>()

/** Long enough to read a line twice. */
const TOLD_FOR_MS = 8000

/** Decides about a shift, takes it back, and says what was done. `decisions` are all of the shift, newest first. */
export function useDecisions(decisions: readonly Decision[]): DecisionActions {
  const client = useQueryClient()
  const [notice, setNotice] = useState<Notice | null>(null)
  useEffect(() => {
    if (notice === null || notice.isFailure) return undefined
    const timer = setTimeout(() => setNotice(null), TOLD_FOR_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const tell = (text: string) => setNotice({ text, isFailure: false })
  const fail = (error: unknown) => setNotice({ text: messageOf(error), isFailure: true })
  const renew = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('shifts.') })
  const decide = useMutation({
    mutationFn: (decision: MethodInput<'shifts.decide'>) => call('shifts.decide', decision),
    onSuccess: async ({ id }, decision) => {
      made.add(id)
      // Ctrl+Z works on what the history shows: it is there before the notice says so.
      await renew()
      const until = decision.kind === 'mute' ? decision.until : null
      const done = decision.kind === 'note' ? 'Note kept' : decisionWords({ kind: decision.kind, until })
      tell(`${done}. Ctrl Z undoes.`)
    },
    onError: fail,
  })
  const undo = useMutation({
    mutationFn: ({ decision, undone }: { decision: Decision; undone: boolean }) =>
      call('shifts.undoDecision', { id: decision.id, undone }),
    onSuccess: async (_, { decision, undone }) => {
      await renew()
      tell(`${undone ? 'Undone' : 'Holds again'}: ${quoted(decision)}`)
    },
    onError: (error, { decision, undone }) => {
      note(decision.id, !undone)
      fail(error)
    },
  })
  const setUndone = (decision: Decision, undone: boolean) => {
    // At once, so that a second Ctrl+Z takes back the one before it.
    note(decision.id, undone)
    undo.mutate({ decision, undone })
  }
  return {
    notice,
    tell,
    decide: (decision) => decide.mutate(decision),
    setUndone,
    undoNewest: () => {
      const newest = newestOfSession(decisions, made)
      if (newest) setUndone(newest, true)
      else tell('Nothing to undo: no decision of this session holds here.')
    },
    pending: decide.isPending || undo.isPending,
  }
}

/** What holds again can be undone again. */
function note(id: number, undone: boolean): void {
  if (undone) made.delete(id)
  else made.add(id)
}

function quoted(decision: Decision): string {
  return decision.text ? `${decisionWords(decision)}: “${decision.text}”` : decisionWords(decision)
}
