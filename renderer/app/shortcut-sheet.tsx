import { Dialog } from '../ui/dialog.tsx'
import { ShortcutList } from '../ui/shortcut-list.tsx'

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} label="Keyboard shortcuts">
      <ShortcutList />
    </Dialog>
  )
}
