import { useState } from 'react'

const KEY = 'tidemark.tree-width'
const LEAST = 150
/** The bars keep at least this share of the pane. */
const BARS_KEEP = 0.25

/** Width of the span names: what the person chose on this machine, else a share of the pane. */
export function useTreeWidth(paneWidth: number) {
  const [chosen, setChosen] = useState<number | null>(readChosen)
  const most = Math.max(LEAST, Math.round(paneWidth * (1 - BARS_KEEP)))
  const own = Math.min(330, Math.max(210, Math.round(paneWidth * (paneWidth < 560 ? 0.54 : 0.46))))
  const setWidth = (width: number | null) => {
    if (width === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, String(width))
    setChosen(width)
  }
  return { width: Math.min(most, Math.max(LEAST, chosen ?? own)), least: LEAST, most, setWidth }
}

function readChosen(): number | null {
  const stored = Number(localStorage.getItem(KEY))
  return Number.isFinite(stored) && stored > 0 ? stored : null
}
