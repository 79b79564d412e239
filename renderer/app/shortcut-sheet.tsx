import { Dialog } from '../ui/dialog.tsx'
import { ShortcutList } from '../ui/shortcut-list.tsx'
import styles from './shortcut-sheet.module.css'

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} label="Keyboard shortcuts">
      {/* Has the focus, so that the arrow keys scroll. */}
      <div tabIndex={0} role="region" aria-label="Keys" data-autofocus className={styles.keys}>
        <ShortcutList />
      </div>
    </Dialog>
  )
}
