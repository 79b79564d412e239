import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MethodInput } from '../../../shared/contract.ts'
import type { Decision } from '../../../shared/model/decision.ts'
import { call } from '../../api/client.ts'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import { decisionWords } from './decision-words.ts'

export interface DecisionActions {
  decide: (decision: MethodInput<'shifts.decide'>) => void
  /** Undoes a decision, or makes an undone one hold again. */
  setUndone: (decision: Decision, undone: boolean) => void
  pending: boolean
}

/** Decides about a shift and takes it back; each is a step of undo and redo. */
export function useDecisions(): DecisionActions {
  const client = useQueryClient()
  const renew = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('shifts.') })
  /** Resolves when the views show it. */
  const set = async (id: number, undone: boolean) => {
    await call('shifts.undoDecision', { id, undone })
    await renew()
  }
  const decide = useMutation({
    mutationFn: (decision: MethodInput<'shifts.decide'>) => call('shifts.decide', decision),
    onSuccess: async ({ id }, decision) => {
      await renew()
      const until = decision.kind === 'mute' ? decision.until : null
      const text = decision.text ?? ''
      const what = quoted({ kind: decision.kind, until, text })
      const told = decisionWords({ kind: decision.kind, until })
      didUndoable({ what, undo: () => set(id, true), redo: () => set(id, false) }, told)
    },
    onError: tellFailure,
  })
  const change = useMutation({
    mutationFn: ({ decision, undone }: { decision: Decision; undone: boolean }) => set(decision.id, undone),
    onSuccess: (_, { decision, undone }) => {
      const what = `${undone ? 'Taken back' : 'Holds again'}: ${quoted(decision)}`
      didUndoable({ what, undo: () => set(decision.id, !undone), redo: () => set(decision.id, undone) })
    },
    onError: tellFailure,
  })
  return {
    decide: (decision) => decide.mutate(decision),
    setUndone: (decision, undone) => change.mutate({ decision, undone }),
    pending: decide.isPending || change.isPending,
  }
}

function quoted(decision: Pick<Decision, 'kind' | 'until' | 'text'>): string {
  return decision.text ? `${decisionWords(decision)}: “${decision.text}”` : decisionWords(decision)
}
