import styles from './waterfall.module.css'

/** Pixels an arrow key moves the edge by. */
const STEP = 16

/** The edge between names and bars: drag it, or move it with the arrow keys; double-click gives it back to the app. */
export function TreeDivider({
  width,
  least,
  most,
  onWidth,
}: {
  width: number
  least: number
  most: number
  /** Null: as the app chooses. */
  onWidth: (width: number | null) => void
}) {
  const set = (wanted: number) => onWidth(Math.round(Math.min(most, Math.max(least, wanted))))
  return (
    <div
      className={styles.divider}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the span names"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        set(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0))
      }}
      onDoubleClick={() => onWidth(null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') set(width - STEP)
        else if (event.key === 'ArrowRight') set(width + STEP)
        else return
        event.preventDefault()
      }}
    />
  )
}
