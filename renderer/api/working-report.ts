import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MethodInput } from '../../shared/contract.ts'
import type { ReportRequest } from '../../shared/model/report.ts'
import { call } from './client.ts'
import { callOptions } from './queries.ts'

type Section = ReportRequest['sections'][number]

/** The report that is being composed is kept in the workspace under this name, beside the named drafts. */
export const WORKING_NAME = 'Report in work'

/** The report in work and the id it is kept under; the incident template where none was begun. */
export async function readWorkingReport(): Promise<{ id: number | undefined; request: ReportRequest }> {
  const { drafts } = await call('reports.list', {})
  const kept = drafts.find(({ name }) => name === WORKING_NAME)
  return kept === undefined
    ? { id: undefined, request: await call('reports.template', { template: 'incident' }) }
    : { id: kept.id, request: kept.request }
}

export const WORKING_KEY = ['working-report'] as const

/** Keeps the report in work; answers with the id it has from now on. */
export async function keepWorkingReport(id: number | undefined, request: ReportRequest): Promise<number> {
  const draft: MethodInput<'reports.saveDraft'> = { id, name: WORKING_NAME, request }
  return (await call('reports.saveDraft', draft)).id
}

/** Adds sections to the report in work; ids of shifts and traces join those that are there. */
export function useAddToReport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (sections: readonly Section[]) => {
      const { id, request } = await readWorkingReport()
      const joined = sections.reduce(withSection, request.sections)
      await keepWorkingReport(id, { ...request, sections: joined })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: WORKING_KEY })
      await client.invalidateQueries({ queryKey: callOptions('reports.list', {}).queryKey })
    },
  })
}

/** One more section, before the closing ones on method and sources; shifts and traces are gathered in one each. */
export function withSection(sections: readonly Section[], added: Section): Section[] {
  const same = sections.findIndex((section) => JSON.stringify(section) === JSON.stringify(added))
  if (same >= 0) return [...sections]
  const at = sections.findIndex(({ kind }) => kind === added.kind)
  const there = sections[at]
  if (there?.kind === 'shifts' && added.kind === 'shifts' && Array.isArray(added.pick)) {
    const pick = Array.isArray(there.pick) ? [...new Set([...there.pick, ...added.pick])] : added.pick
    return sections.toSpliced(at, 1, { ...there, pick })
  }
  if (there?.kind === 'traces' && added.kind === 'traces') {
    const ids = [...new Set([...(there.ids ?? []), ...(added.ids ?? [])])]
    return sections.toSpliced(at, 1, { ...there, ids })
  }
  const closing = sections.findIndex(({ kind }) => kind === 'method' || kind === 'sources')
  return sections.toSpliced(closing < 0 ? sections.length : closing, 0, added)
}
