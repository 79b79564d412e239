import type { Span } from '../../../../shared/model/span.ts'
import { textOfJson } from '../../json-text.ts'
import { isJsonObject, listOf, numberOrNull, parseCell, textOrNull } from '../../json-value.ts'

export interface ToolOutput extends Partial<Pick<Span, 'status' | 'statusMessage' | 'durationNs'>> {
  result: string
}

/** How far into an output its heading goes: `Exit code: 1`, `Wall time: 0.2 seconds`, `Process exited with code 1`. */
const HEADING = 400

/** What a tool gave: text, JSON text `{output, metadata: {exit_code, duration_seconds}}`, `{content, success}` or parts. */
export function readToolOutput(output: unknown): ToolOutput {
  const opened = parseCell(output)
  const result = typeof output === 'string' ? output : textOfParts(opened)
  const within = isJsonObject(opened) ? opened : {}
  const metadata = isJsonObject(within.metadata) ? within.metadata : {}
  const heading = result.slice(0, HEADING)
  const code =
    numberOrNull(metadata.exit_code) ??
    numberOrNull(/^(?:Exit code|Process exited with code):? (-?\d{1,9})$/m.exec(heading)?.[1])
  const seconds =
    numberOrNull(metadata.duration_seconds) ??
    numberOrNull(/^Wall time: (\d{1,9}(?:\.\d{1,9})?) seconds?$/m.exec(heading)?.[1])
  const failed = (code !== null && code !== 0) || within.success === false
  return {
    result,
    ...(seconds !== null && { durationNs: Math.round(seconds * 1e9) }),
    ...(failed && { status: 'error', statusMessage: code === null ? 'not successful' : `exit code ${code}` }),
  }
}

function textOfParts(output: unknown): string {
  const parts = Array.isArray(output) ? listOf(output) : isJsonObject(output) ? listOf(output.content) : []
  const texts = parts.flatMap((part) => (isJsonObject(part) ? (textOrNull(part.text) ?? []) : []))
  if (texts.length > 0) return texts.join('\n\n')
  return isJsonObject(output) && typeof output.content === 'string' ? output.content : textOfJson(output)
}
