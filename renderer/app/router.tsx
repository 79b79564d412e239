import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router'
import { transport } from '../api/client.ts'
import { ErrorState } from '../ui/states.tsx'
import { scopeSearch } from '../views/view.ts'
import { NotFound } from './not-found.tsx'
import { parseSearch, stringifySearch } from './search-params.ts'
import { Shell } from './shell.tsx'
import { viewList } from './view-list.ts'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: viewList[0]?.path ?? '/', replace: true })
  },
})

const viewRoutes = viewList.map((view) => {
  const search = scopeSearch.extend(view.search.shape)
  return createRoute({
    getParentRoute: () => rootRoute,
    path: view.path,
    component: view.component,
    validateSearch: (raw: Record<string, unknown>) => {
      const parsed = search.safeParse(raw)
      return parsed.success ? parsed.data : {}
    },
  })
})

// Takes the access token out of the address before the router reads it.
transport()

/** Addresses live behind the `#`: the page is one file under both hosts. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, ...viewRoutes]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  defaultStructuralSharing: true,
  // The page scrolls inside <main>, which outlives the views.
  scrollRestoration: true,
  scrollToTopSelectors: ['main'],
})
