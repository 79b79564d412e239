import type { View } from '../views/view.ts'
import { baselinesView } from '../views/baselines/index.tsx'
import { categoriesView } from '../views/categories/index.tsx'
import { categoryView } from '../views/categories/category.tsx'
import { compareView } from '../views/compare/index.tsx'
import { importsView } from '../views/imports/index.tsx'
import { mappingView } from '../views/mapping/index.tsx'
import { queryView } from '../views/query/index.tsx'
import { reportsView } from '../views/reports/index.tsx'
import { settingsView } from '../views/settings/index.tsx'
import { shiftView } from '../views/shift/index.tsx'
import { shiftsView } from '../views/shifts/index.tsx'
import { traceView } from '../views/trace/index.tsx'
import { tracesView } from '../views/traces/index.tsx'

/** Every page, in the order of the navigation. */
export const viewList: readonly View[] = [
  shiftsView,
  shiftView,
  categoriesView,
  categoryView,
  compareView,
  tracesView,
  traceView,
  baselinesView,
  importsView,
  mappingView,
  queryView,
  reportsView,
  settingsView,
]
