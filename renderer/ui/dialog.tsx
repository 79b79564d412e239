import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { joinClass } from './join-class.ts'
import styles from './dialog.module.css'

/** The browser's own modal dialog: it keeps the focus, closes on Escape and on a click beside it. `data-autofocus` marks what has the focus first. */
export function Dialog({
  open,
  onClose,
  label,
  className,
  children,
}: {
  open: boolean
  onClose: () => void
  label: string
  className?: string
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) {
      dialog.showModal()
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      className={joinClass(styles.dialog, className)}
      aria-label={label}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      {open ? <div className={styles.body}>{children}</div> : null}
    </dialog>
  )
}
