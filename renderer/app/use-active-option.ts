import { useCallback } from 'react'

/**
 * Ref for a cmdk `Command`: its field always names the option that is chosen. By itself cmdk 1.1 names none at first, and
 * after typing one that is gone.
 */
export function useActiveOption(): (command: HTMLElement | null) => (() => void) | undefined {
  return useCallback((command) => {
    if (command === null) return undefined
    const name = () => {
      const id = command.querySelector('[cmdk-item][aria-selected=true]')?.id ?? ''
      for (const element of command.querySelectorAll('[cmdk-input], [cmdk-list]')) {
        if (element.getAttribute('aria-activedescendant') !== id)
          element.setAttribute('aria-activedescendant', id)
      }
    }
    name()
    const observer = new MutationObserver(name)
    observer.observe(command, {
      subtree: true,
      childList: true,
      attributeFilter: ['aria-selected', 'aria-activedescendant'],
    })
    return () => observer.disconnect()
  }, [])
}
