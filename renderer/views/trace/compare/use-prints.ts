import { useMemo } from 'react'
import type { SpanRow } from '../../../../shared/contract/schemas.ts'
import { useCall } from '../../../api/queries.ts'
import type { Prints } from './step-facts.ts'

/** The payload prints of a trace by span id; null while they load, or where the trace is too long for them. */
export function usePrints(
  traceId: string,
  spans: readonly SpanRow[],
): { prints: Prints; isTooLong: boolean } {
  const { data } = useCall('trace.prints', { traceId })
  const prints = useMemo(() => {
    if (data === undefined || data === null) return null
    return new Map(spans.map((span, index) => [span.spanId, `${data.inputs[index]} ${data.outputs[index]}`]))
  }, [data, spans])
  return { prints, isTooLong: data === null }
}
