import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import styles from './category-dot.module.css'

const PALETTE_SIZE = 8
const Palette = createContext<ReadonlyMap<string, string>>(new Map())

/** Gives every category its colour by its place in the catalogue, so that neighbours differ. */
export function CategoryColors({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const colors = useMemo(() => new Map(ids.map((id, index) => [id, paletteColor(index)])), [ids])
  return <Palette.Provider value={colors}>{children}</Palette.Provider>
}

/** The colour of a category as a CSS value. */
export function useCategoryColor(category: string): string {
  return useContext(Palette).get(category) ?? paletteColor(hashText(category))
}

export function CategoryDot({ category }: { category: string }) {
  const color = useCategoryColor(category)
  return <span className={styles.dot} style={{ background: color }} aria-hidden />
}

function paletteColor(index: number): string {
  return `var(--c${(index % PALETTE_SIZE) + 1})`
}

function hashText(text: string): number {
  let hash = 0
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash
}
