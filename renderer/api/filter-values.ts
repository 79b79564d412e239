import { useMemo } from 'react'
import { useCall, useCatalogue, useWorkspace } from './queries.ts'

type Known = ReadonlyMap<string, readonly { value: string; hint: string }[]>

/** What a filter box offers after a field's name: the categories, agents, models and imports of the workspace. */
export function useFilterValues(): Known {
  const categories = useCatalogue().data
  const segments = useWorkspace().data?.segments
  const imports = useCall('imports.list', {}).data
  return useMemo(
    () =>
      new Map([
        ['category', categories?.map((category) => ({ value: category.id, hint: category.name })) ?? []],
        ['agent', partsOf(segments, 0)],
        ['model', partsOf(segments, 1)],
        ['import', unique(imports?.map(({ label }) => label) ?? [])],
      ]),
    [categories, segments, imports],
  )
}

/** Agents and models as the segments name them: `agent × model`. */
function partsOf(segments: readonly string[] | undefined, part: number) {
  return unique(segments?.map((segment) => segment.split(' × ')[part] ?? '') ?? [])
}

function unique(values: readonly string[]) {
  return [...new Set(values)].filter((value) => value !== '').map((value) => ({ value, hint: '' }))
}
