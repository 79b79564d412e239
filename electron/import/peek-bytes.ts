/** The first bytes of a stream, and the whole stream again. */
export interface PeekedBytes {
  head: Buffer
  /** The stream ended (or failed) within the head. */
  ended: boolean
  /** The stream failed within the head; what it failed with is thrown by the replay. */
  failed: boolean
  /** All bytes from the start, to be asked for once. An error met while peeking is thrown after the bytes before it. */
  replay(): AsyncGenerator<Uint8Array>
}

/** Reads chunks until `enough` says so or the stream ends. Nothing is lost when the stream fails midway. */
export async function peekBytes(
  chunks: AsyncIterable<Uint8Array>,
  enough: (chunk: Uint8Array, total: number) => boolean,
): Promise<PeekedBytes> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let total = 0
  let ended = false
  let failure: unknown
  for (;;) {
    let step: IteratorResult<Uint8Array>
    try {
      step = await iterator.next()
    } catch (error) {
      failure = error
      ended = true
      break
    }
    if (step.done) {
      ended = true
      break
    }
    first.push(step.value)
    total += step.value.length
    if (enough(step.value, total)) break
  }
  const [only] = first
  const head =
    first.length === 1 && only
      ? Buffer.from(only.buffer, only.byteOffset, only.byteLength)
      : Buffer.concat(first)
  return {
    head,
    ended,
    failed: failure !== undefined,
    async *replay() {
      yield* first.splice(0)
      if (failure !== undefined) throw failure
      if (!ended) yield* { [Symbol.asyncIterator]: () => iterator }
    },
  }
}
