import { useEffect, useState } from 'react'
import { type ConnectionState, watchConnection } from '../api/client.ts'
import { useCall, useWorkspace } from '../api/queries.ts'
import styles from './trouble-banner.module.css'

/** A short break, e.g. of a laptop's sleep, mends itself before anybody reads of it, ms. */
const PATIENCE_MS = 1500

/** What keeps the whole window from working: the host is gone or was started anew, or the workspace's file is gone. */
export function TroubleBanner() {
  const connection = useConnection()
  const path = useWorkspace().data?.path ?? ''
  const isThere = useCall('workspace.standing', {}, { enabled: connection === 'open', everyMs: STANDING_MS })
    .data?.isThere
  const text = textOf(connection, isThere ?? true, path)
  return text === null ? null : (
    <div className={styles.banner} role="alert">
      {text}
    </div>
  )
}

/** A file does not vanish often; its directory entry is cheap to look at. */
const STANDING_MS = 5000

function textOf(connection: ConnectionState, isThere: boolean, path: string): string | null {
  if (connection === 'lost')
    return 'Tidemark does not answer: it was stopped, or is starting again. What is shown is from before; the page goes on by itself as soon as it is back.'
  if (connection === 'unauthorized')
    return 'Tidemark was started again and does not know this page. Open the address that it printed in the terminal; what is shown here is from before.'
  if (isThere) return null
  return `The workspace that was opened is no longer at ${path}. What is open can still be read, but nothing can be kept: put the file back, or export what you need.`
}

/** The state of the connection, told only when it lasts. */
function useConnection(): ConnectionState {
  const [state, setState] = useState<ConnectionState>('open')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = watchConnection((next) => {
      clearTimeout(timer)
      if (next === 'open' || next === 'connecting') setState('open')
      else timer = setTimeout(() => setState(next), PATIENCE_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
  return state
}
