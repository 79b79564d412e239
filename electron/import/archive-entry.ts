import { AppError } from '../../shared/errors.ts'
import { decompress, sniffCompression } from './decompress.ts'
import { peekBytes } from './peek-bytes.ts'
import { PROBE_BYTES } from './probe.ts'
import { isTar } from './tar-header.ts'
import { walkedSource, type SourceOrigin, type WalkedSource } from './walked-source.ts'
import { isZip } from './zip-sources.ts'

/** A file of an archive as a source: compressed files are opened, archives within archives are not. */
export function archiveEntry(
  origin: Omit<SourceOrigin, 'open' | 'tail'>,
  open: () => AsyncIterable<Uint8Array>,
): WalkedSource {
  return walkedSource({ ...origin, open: () => openEntry(origin.path, open()) })
}

async function* openEntry(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const peeked = await peekBytes(chunks, (_, total) => total >= PROBE_BYTES)
  const compression = sniffCompression(peeked.head)
  if (!compression) {
    if (isZip(peeked.head) || isTar(peeked.head)) throw nested(path)
    yield* peeked.replay()
    return
  }
  const inner = await peekBytes(
    decompress(compression, peeked.replay(), path),
    (_, total) => total >= PROBE_BYTES,
  )
  if (isTar(inner.head)) throw nested(path)
  yield* inner.replay()
}

function nested(path: string): AppError {
  return new AppError('file_unreadable', {
    path,
    why: 'it is an archive within an archive; unpack the outer one first',
  })
}
