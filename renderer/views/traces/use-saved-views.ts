import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewSavedView, SavedView } from '../../../shared/contract/saved-views.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/queries.ts'
import { didUndoable, tellFailure } from '../../ui/undo.ts'

/** The saved views, and the ways to keep and to forget one; both are steps of undo and redo. */
export function useSavedViews() {
  const client = useQueryClient()
  const views = useCall('savedViews.list', {}).data ?? []
  const renew = () => client.invalidateQueries({ queryKey: ['savedViews.list'] })
  const keep = async (view: NewSavedView) => {
    const { before } = await call('savedViews.save', view)
    await renew()
    return before
  }
  const forget = async (name: string) => {
    await call('savedViews.remove', { name })
    await renew()
  }
  const save = useMutation({
    mutationFn: keep,
    onSuccess: (before, view) =>
      didUndoable({
        what: `View “${view.name}” saved`,
        undo: () => (before ? keep(before) : forget(view.name)),
        redo: () => keep(view),
      }),
    onError: tellFailure,
  })
  const remove = useMutation({
    mutationFn: ({ name }: SavedView) => forget(name),
    onSuccess: (_, { id: _id, ...view }) =>
      didUndoable({
        what: `View “${view.name}” removed`,
        undo: () => keep(view),
        redo: () => forget(view.name),
      }),
    onError: tellFailure,
  })
  return { views, save: save.mutate, remove: remove.mutate }
}
