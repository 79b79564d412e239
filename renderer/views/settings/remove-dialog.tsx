import { useMutation } from '@tanstack/react-query'
import type { CustomCategory } from '../../../shared/model/custom-category.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { messageOf } from '../../ui/states.tsx'
import { didUndoable } from '../../ui/undo.ts'
import styles from './remove-dialog.module.css'
import { useCategoriesChanged } from './use-categories-changed.ts'

/** Asks before a category goes out of force. */
export function RemoveDialog({
  category,
  onClose,
}: {
  category: CustomCategory | null
  onClose: () => void
}) {
  const changed = useCategoriesChanged()
  const remove = useMutation({
    mutationFn: async ({ id }: CustomCategory) => {
      await call('customCategories.remove', { id })
      await changed()
    },
    onSuccess: (_, { version: _version, ...definition }) => {
      onClose()
      const { id, name } = definition
      didUndoable({
        what: `Category ${name} removed`,
        undo: async () => {
          await call('customCategories.save', definition)
          await changed()
        },
        redo: async () => {
          await call('customCategories.remove', { id })
          await changed()
        },
      })
    },
  })
  return (
    <Dialog open={category !== null} onClose={onClose} label="Remove this category">
      {category ? (
        <div className={styles.body}>
          <h2>Remove {category.name}?</h2>
          <p>
            It is no longer counted or watched. Its findings stay readable, and saving it again under the same
            id goes on from version {category.version}.
          </p>
          {remove.isError ? (
            <p className={styles.failed} role="alert">
              {messageOf(remove.error)}
            </p>
          ) : null}
          <div className={styles.actions}>
            <Button onClick={onClose} data-autofocus>
              Keep it
            </Button>
            <Button variant="danger" disabled={remove.isPending} onClick={() => remove.mutate(category)}>
              Remove the category
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  )
}
