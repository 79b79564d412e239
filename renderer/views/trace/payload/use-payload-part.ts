import { useQuery } from '@tanstack/react-query'
import { call } from '../../../api/client.ts'
import { loadText } from './load-text.ts'
import type { Place } from './load-text.ts'

/** Characters of one part of a long payload, and what of the next shows with it: matches at the edge are whole. */
export const PART = 64_000
export const OVERLAP = 400

/** One part of a payload, from 0. */
export function usePayloadPart(place: Place, part: number, length: number) {
  return useQuery({
    queryKey: ['trace.text', place, part],
    queryFn: async () => await loadText(place, part * PART, Math.min(length, (part + 1) * PART + OVERLAP)),
    placeholderData: (before: string | undefined) => before,
    staleTime: Infinity,
    gcTime: 20_000,
  })
}

/** The whole of a payload; asked for only where somebody wants it. */
export function useWholePayload(place: Place, length: number, enabled: boolean) {
  return useQuery({
    queryKey: ['trace.text', place, 'whole'],
    queryFn: async () => await loadText(place, 0, length),
    enabled,
    staleTime: Infinity,
    gcTime: 5000,
  })
}

/** Where the payload holds a text; asked of the Node side, which has the whole of it. */
export function useMatches(place: Place, text: string) {
  return useQuery({
    queryKey: ['trace.find', place, text],
    queryFn: () => call('trace.find', { ...place, text }),
    enabled: text !== '',
    staleTime: Infinity,
    gcTime: 20_000,
  })
}
