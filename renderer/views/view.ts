import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { createElement, useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Scope } from '../../shared/contract/schemas.ts'

/** What the top bar narrows, carried by every address. A value nobody understands is dropped, not an error. */
export const scopeSearch = z.object({
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  segment: z.string().max(400).optional().catch(undefined),
})

export type SearchSchema = z.ZodObject

/** One page of the application: a folder with this object, and one line in `app/view-list.ts`. */
export interface View<S extends SearchSchema = SearchSchema> {
  /** Route path, e.g. `/traces` or `/traces/$traceId`. */
  path: string
  /** Stable name, e.g. for the palette and for tests. */
  name: string
  /** What the navigation and the window call it. */
  title: string
  /** `false` keeps it out of the navigation: it is reached through another view. */
  inNavigation?: boolean
  /** The navigation entry that is marked while this view shows; its own path where absent. */
  parent?: string
  icon?: () => ReactNode
  /** `full`: no padding and no scrolling of the page; the view lays out its own panes. */
  layout?: 'page' | 'full'
  /** What can be done from anywhere by going there, for the palette, e.g. `{ title: 'Failed traces', search: { filter: 'status:error' } }`. */
  commands?: readonly { title: string; search: SearchValues }[]
  /** Keys that work in this view beside the general ones, e.g. `['f', 'next finding']`. */
  shortcuts?: readonly (readonly [keys: string, meaning: string])[]
  component: () => ReactNode
  /** Search parameters beside the scope. Values arrive as strings: use `z.coerce`, `.optional()`, `.catch()`. */
  search: S
}

/** Keeps the exact type of the search schema. */
export function defineView<S extends SearchSchema>(view: View<S>): View<S> {
  return view
}

export type SearchValues = Record<string, string | number | boolean | null | undefined>

/** The search parameters of a view, validated; a broken one reads as absent. */
export function useViewSearch<S extends SearchSchema>(schema: S): z.output<S> {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  return useMemo(() => {
    const parsed = schema.safeParse(raw)
    return parsed.success ? parsed.data : schema.parse({})
  }, [schema, raw])
}

/** Dates and segment of the top bar, from the address. */
export function useScope(): Scope {
  const { from, to, segment } = useViewSearch(scopeSearch)
  return useMemo(() => ({ from, to, segment }), [from, to, segment])
}

/** Changes some search parameters of the current page; null, undefined and '' take one away. */
export function useSetSearch(): (change: SearchValues, how?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, how) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, unknown>) => withoutEmpty({ ...previous, ...change }),
        replace: how?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
}

/** Goes to another page; dates and segment stay unless `search` says otherwise. */
export function useGoTo(): (path: string, search?: SearchValues) => void {
  const navigate = useNavigate()
  return useCallback(
    (path, search) => {
      void navigate({ to: path, search: keepScope(search) })
    },
    [navigate],
  )
}

/** A part of the path, e.g. `usePathPart('traceId')`; '' where the page has none of that name. */
export function usePathPart(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  return params[name] ?? ''
}

export interface ViewLinkProps {
  /** A path with its parts filled in: build it with `pathTo`. */
  to: string
  search?: SearchValues
  className?: string
  title?: string
  'aria-label'?: string
  'aria-current'?: 'page'
  'data-row'?: boolean
  children?: ReactNode
}

/** A link to another page that keeps dates and segment. */
export function ViewLink({ to, search, ...rest }: ViewLinkProps) {
  // The routes come from a list, so the router's types know none of them by name.
  return createElement(Link, { ...rest, to, search: keepScope(search) as never })
}

/** Joins path parts, each encoded: `pathTo('traces', id)`. */
export function pathTo(...parts: string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`
}

function keepScope(search: SearchValues = {}) {
  return (previous: Record<string, unknown>) => {
    const { from, to, segment } = previous
    return withoutEmpty({ from, to, segment, ...search })
  }
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}
