import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MethodInput } from '../../shared/contract.ts'
import {
  type Annotation,
  type AnnotationTarget,
  clashesOf,
  tellAnnotation,
} from '../../shared/model/annotation.ts'
import { call } from './client.ts'
import { useCall } from './queries.ts'

export type GivenAnnotation = MethodInput<'annotations.add'>['annotations'][number]

/** What a view does with a step that was carried out, and with one that failed. */
export interface AnnotateOptions {
  /** `told` is said in place of `what` when it was just done. */
  did: (step: { what: string; undo: () => Promise<void>; redo: () => Promise<void> }, told?: string) => void
  failed: (error: unknown) => void
}

interface Draft {
  label: string | null
  text: string
  author: string
}

const NONE: readonly Annotation[] = []

/** Adds notes and labels, and undoes them; every view that shows them asks again. */
export function useAnnotate({ did, failed }: AnnotateOptions) {
  const client = useQueryClient()
  const set = async (ids: string[], undone: boolean) => {
    await call('annotations.setUndone', { ids, undone })
    await renew(client)
  }
  const add = useMutation({
    mutationFn: ({ annotations }: { annotations: GivenAnnotation[]; what: string; told?: string }) =>
      call('annotations.add', { annotations }),
    onSuccess: async ({ ids }, { what, told }) => {
      await renew(client)
      did({ what, undo: () => set(ids, true), redo: () => set(ids, false) }, told)
    },
    onError: failed,
  })
  const change = useMutation({
    mutationFn: ({ ids, undone }: { ids: string[]; undone: boolean; what: string }) => set(ids, undone),
    onSuccess: (_, { ids, undone, what }) =>
      did({ what, undo: () => set(ids, !undone), redo: () => set(ids, undone) }),
    onError: failed,
  })
  return { add: add.mutate, setUndone: change.mutate, pending: add.isPending || change.isPending }
}

/** Everything written about a target, undone ones included, newest first. */
export function useAnnotationsOf(target: AnnotationTarget): readonly Annotation[] {
  return useCall('annotations.of', target).data ?? NONE
}

/** Labels that are in use with the number of their traces, and those on the keys 1 to 9. */
export function useLabels() {
  return useCall('annotations.labels', {}).data ?? { labels: [], keys: [] }
}

/** What a note pad needs. New notes are about `about`, where that is not all of `target`, e.g. one span of a trace. */
export function useNotes(
  target: AnnotationTarget,
  options: AnnotateOptions,
  about: AnnotationTarget = target,
) {
  const all = useAnnotationsOf(target)
  const { labels, keys } = useLabels()
  const { add, setUndone, pending } = useAnnotate(options)
  const clashes = useMemo(() => clashesOf(all), [all])
  return {
    all,
    clashes,
    labels: [...new Set([...keys, ...labels.map(({ label }) => label.replace(/^not /, ''))])],
    pending,
    onAdd: (draft: Draft) =>
      add({
        annotations: [{ target: about, ...draft }],
        what: tellAdded(draft),
        told: draft.text === '' ? undefined : 'Note kept',
      }),
    onEdit: ({ id, target: own, holds }: Annotation, draft: Draft) =>
      add({
        annotations: [{ target: own, holds, replaces: id, ...draft }],
        what: `Note changed to “${tellAnnotation({ holds, ...draft })}”`,
      }),
    onSetUndone: (annotations: readonly Annotation[], undone: boolean) =>
      setUndone({
        ids: annotations.map(({ id }) => id),
        undone,
        what: `${undone ? 'Taken back' : 'Stands again'}: ${annotations.map(tellAnnotation).join(', ')}`,
      }),
  }
}

function tellAdded({ label, text }: Draft): string {
  const words = tellAnnotation({ label, holds: true, text })
  return text === '' ? `Labelled “${words}”` : `Note: “${words}”`
}

async function renew(client: QueryClient): Promise<void> {
  const shown = ['annotations.', 'traces.', 'trace.get']
  await client.invalidateQueries({
    predicate: ({ queryKey }) => shown.some((start) => String(queryKey[0]).startsWith(start)),
  })
}
