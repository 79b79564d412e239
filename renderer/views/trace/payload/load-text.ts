import { call } from '../../../api/client.ts'

export interface Place {
  readonly traceId: string
  readonly spanId: string
  readonly path: string
}

/** The most that one question brings. */
const STEP = 256_000

/** A stretch of a payload, fetched in steps; `onStep` hears how many characters are there and may end it with false. */
export async function loadText(
  place: Place,
  from: number,
  to: number,
  onStep: (loaded: number, text: string) => boolean = () => true,
): Promise<string> {
  let text = ''
  while (from + text.length < to) {
    const length = Math.min(STEP, to - from - text.length)
    const part = await call('trace.text', { ...place, from: from + text.length, length })
    text += part.text
    if (part.text === '' || !onStep(text.length, text)) break
  }
  return text
}
