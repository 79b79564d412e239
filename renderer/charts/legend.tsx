import styles from './charts.module.css'

/** The grammar of every chart in words. */
export function ChartLegend({ color, zoomable }: { color: string; zoomable: boolean }) {
  return (
    <div className={styles.legend}>
      <span>
        <Sign>
          <path d="M1 8L6 4L11 7L17 3" fill="none" stroke={color} strokeWidth="1.6" />
        </Sign>
        rate of sessions
      </span>
      <span>
        <Sign>
          <line className={styles.interval} x1="9" x2="9" y1="0" y2="12" stroke={color} />
        </Sign>
        95 % interval of a day
      </span>
      <span>
        <Sign>
          <rect className={styles.band} width="18" height="12" />
        </Sign>
        baseline
      </span>
      <span>
        <Sign>
          <rect className={styles.shade} width="18" height="12" />
        </Sign>
        shift
      </span>
      <span>
        <Sign>
          <line className={styles.mark} x1="9" x2="9" y1="0" y2="12" />
        </Sign>
        version first seen
      </span>
      {zoomable ? <span>Drag to zoom</span> : null}
    </div>
  )
}

function Sign({ children }: { children: React.ReactNode }) {
  return (
    <svg width="18" height="12" aria-hidden>
      {children}
    </svg>
  )
}
