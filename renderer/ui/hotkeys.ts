import { useEffect, useRef } from 'react'

/** Keys by name: `?`, `/`, `j`, `escape`, `mod+k` (Ctrl, or Cmd on a Mac), `mod+shift+z`, `shift+n`. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Who listens now, the newest last: a view's key goes before the shell's of the same name. */
const listeners: ((event: KeyboardEvent) => void)[] = []

function dispatch(event: KeyboardEvent): void {
  for (const listener of listeners.toReversed()) listener(event)
}

/**
 * Listens on the whole window while the component lives. Plain keys and undo are left alone while a person types,
 * and all but `mod+` keys while a dialog or a popover is open. A handled key goes no further.
 */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const name = nameOf(event)
      const action = current.current[name]
      if (!action) return
      if (isTyping(event.target) && (!name.startsWith('mod+') || OF_TEXT.has(name))) return
      if (!name.startsWith('mod+') && isSomethingOpen()) return
      event.preventDefault()
      action(event)
    }
    if (listeners.length === 0) window.addEventListener('keydown', dispatch)
    listeners.push(listen)
    return () => {
      listeners.splice(listeners.indexOf(listen), 1)
      if (listeners.length === 0) window.removeEventListener('keydown', dispatch)
    }
  }, [])
}

/** What a text field does by itself. */
const OF_TEXT = new Set(['mod+z', 'mod+shift+z', 'mod+y'])

/** True where a key press belongs to a text field. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  return target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])')
}

function isSomethingOpen(): boolean {
  return document.querySelector('dialog[open], [data-radix-popper-content-wrapper] [role=dialog]') !== null
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  if (event.altKey) return `alt+${key}`
  if (!event.ctrlKey && !event.metaKey) return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key
  return event.shiftKey ? `mod+shift+${key}` : `mod+${key}`
}
