import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** How long the button says that it worked. */
const SAID_FOR_MS = 1500

/** Puts a text on the clipboard and says so. `text` may be a function where making it costs something. */
export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  text: string | (() => string | Promise<string>)
  label?: string
  className?: string
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return (
    <Button variant="quiet" className={className} onClick={() => void copy()} aria-live="polite">
      {state === 'idle' ? label : state === 'copied' ? 'Copied' : 'Not allowed'}
    </Button>
  )
}
