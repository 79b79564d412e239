import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { formatPlural } from '../../../shared/format.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { messageOf } from '../../ui/states.tsx'
import styles from './undo-dialog.module.css'

/** Asks before an import is taken back, with what goes and what stays. */
export function UndoDialog({ row, onClose }: { row: ImportRow | null; onClose: () => void }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: (importId: number) => call('imports.undo', { importId }),
    onSuccess: async () => {
      onClose()
      await client.invalidateQueries({ queryKey: ['jobs.list'] })
    },
  })
  return (
    <Dialog open={row !== null} onClose={onClose} label="Undo this import">
      {row ? (
        <div className={styles.body}>
          <h2>Undo the import {row.label}?</h2>
          <p>
            {formatPlural(row.traces, 'trace')}, {formatPlural(row.spans, 'span')} and{' '}
            {formatPlural(row.scores, 'score')} that only this import brought are removed from the workspace,
            with their findings; rates and shifts are counted anew. What another import brought too stays.
            Your files are not touched: importing them again brings everything back.
          </p>
          {undo.isError ? (
            <p className={styles.failed} role="alert">
              {messageOf(undo.error)}
            </p>
          ) : null}
          <div className={styles.actions}>
            <Button onClick={onClose} data-autofocus>
              Keep it
            </Button>
            <Button variant="danger" disabled={undo.isPending} onClick={() => undo.mutate(row.id)}>
              Undo the import
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  )
}
