import { joinClass } from './join-class.ts'
import styles from './progress-track.module.css'

/** How far something is, as a bar as wide and high as its class says; a moving piece where `fraction` is unknown. */
export function ProgressTrack({
  label,
  fraction,
  className,
}: {
  label: string
  fraction: number | null
  className?: string
}) {
  const percent = fraction === null ? null : Math.round(fraction * 100)
  return (
    <div
      className={joinClass(styles.track, className)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <div
        className={percent === null ? styles.unknown : styles.fill}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
