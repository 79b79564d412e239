import { useCall } from '../../../api/queries.ts'
import { useOpenTrace, useSelected } from '../trace-context.ts'

/** Everything the selected span carries. */
export function useSpan() {
  const { detail, tree } = useOpenTrace()
  const selection = useSelected()
  const spanId = tree.spans[selection.row]?.spanId ?? ''
  return useCall(
    'trace.span',
    { traceId: detail.trace.traceId, spanId },
    { enabled: spanId !== '', keepPrevious: true },
  )
}
