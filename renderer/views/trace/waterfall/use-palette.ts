import { useEffect, useState } from 'react'
import { SPAN_KINDS } from '../../../../shared/model/span.ts'
import { kindColor } from '../../../ui/kind-glyph.tsx'
import type { Palette } from './paint-bars.ts'

/** The colours of the theme as a canvas needs them; read again when the theme changes. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette)
  useEffect(() => {
    const observer = new MutationObserver(() => setPalette(readPalette()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return palette
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const resolve = (value: string): string => {
    const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
    return name === undefined ? value : style.getPropertyValue(name).trim()
  }
  return {
    kinds: new Map(SPAN_KINDS.map((kind) => [kind, resolve(kindColor(kind))])),
    grid: resolve('var(--line2)'),
    bad: resolve('var(--bad)'),
    ink: resolve('var(--ink)'),
    classes: { F: resolve('var(--bad)'), S: resolve('var(--warn)'), G: resolve('var(--ink3)') },
  }
}
