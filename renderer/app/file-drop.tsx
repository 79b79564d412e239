import { useEffect, useRef, useState } from 'react'
import styles from './file-drop.module.css'

/** Takes files dropped anywhere on the window, with an overlay while they hover. */
export function FileDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [hovering, setHovering] = useState(false)
  // Moving over children leaves and enters again and again: only the sum tells.
  const depth = useRef(0)
  useEffect(() => {
    const settle = (by: number) => {
      depth.current = Math.max(0, depth.current + by)
      setHovering(depth.current > 0)
    }
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) settle(1)
    }
    const leave = (event: DragEvent) => {
      if (carriesFiles(event)) settle(-1)
    }
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth.current = 0
      setHovering(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) onFiles(files)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [onFiles])
  if (!hovering) return null
  return (
    <div className={styles.overlay}>
      <div className={styles.frame}>
        <b>Drop to import</b>
        <span>The format is recognised by its content. Nothing leaves this machine.</span>
      </div>
    </div>
  )
}
