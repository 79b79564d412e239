import type { TextPart } from '../../../../shared/contract/traces.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useOpenTrace } from '../trace-context.ts'
import { loadText } from './load-text.ts'

/** Longer texts choke a clipboard. */
const LONGEST_COPY = 20_000_000

/** Copies a payload whole, however little of it is loaded. */
export function CopyPayload({
  part,
  place,
  className,
}: {
  part: TextPart
  place: { spanId: string; path: string }
  className?: string
}) {
  const { detail } = useOpenTrace()
  if (part.length > LONGEST_COPY) return null
  const isWhole = part.text.length >= part.length
  return (
    <CopyButton
      className={className}
      text={
        isWhole
          ? part.text
          : async () => await loadText({ traceId: detail.trace.traceId, ...place }, 0, part.length)
      }
    />
  )
}
