import { useMatches } from '@tanstack/react-router'
import type { View } from '../views/view.ts'
import { viewList } from './view-list.ts'

/** The view whose route shows now; undefined on the not-found page. */
export function useCurrentView(): View | undefined {
  const matches = useMatches()
  const path = matches.at(-1)?.fullPath
  return viewList.find((view) => view.path === path)
}
