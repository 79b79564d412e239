import { useEffect, useRef } from 'react'
import { ErrorState, Loading } from '../../ui/states.tsx'
import styles from './reports-page.module.css'

/** The very file as it would be written. It runs nothing, and the frame would not let it. */
export function PreviewFrame({
  html,
  isStale,
  error,
  onRetry,
}: {
  html: string | undefined
  isStale: boolean
  error: Error | null
  onRetry: () => void
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    if (html === undefined || frame.current === null) return undefined
    const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
    frame.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [html])
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  if (html === undefined) return <Loading label="Building the report" lines={12} />
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title="Preview of the report"
      sandbox=""
      aria-busy={isStale}
      data-stale={isStale || undefined}
    />
  )
}
