import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useCatalogue } from '../api/queries.ts'
import { CategoryColors } from '../ui/category-color.tsx'
import { TooltipProvider } from '../ui/tooltip.tsx'
import { tellShortcuts } from '../ui/shortcut-groups.ts'
import { router } from './router.tsx'
import { viewList } from './view-list.ts'

tellShortcuts(viewList.map(({ title, shortcuts }) => ({ title, keys: shortcuts ?? [] })))

// The data changes only when the Node side says so: nothing is asked again for the window's focus alone.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export function App() {
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <Colored />
      </TooltipProvider>
    </QueryClientProvider>
  )
}

const NO_IDS: readonly string[] = []

function Colored() {
  const ids = useCatalogue().data?.map((category) => category.id) ?? NO_IDS
  return (
    <CategoryColors ids={ids}>
      <RouterProvider router={router} />
    </CategoryColors>
  )
}
