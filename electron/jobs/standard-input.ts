import { createReadStream, read } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What stands for standard input where paths are named. */
export const STANDARD_INPUT = '-'

/** Standard input, as often as it has to be read. */
export interface StandardInput {
  open(): AsyncIterable<Uint8Array>
  /** Removes the temporary file, where one was needed. */
  forget(): Promise<void>
}

/** `again` keeps it in a temporary file, so that it can be opened more than once. */
export async function openStandardInput(paths: readonly string[], again: boolean): Promise<StandardInput> {
  if (!again || !paths.includes(STANDARD_INPUT))
    return { open: readStandardInput, forget: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-input-'))
  const file = join(folder, 'input')
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await writeFile(file, readStandardInput())
  } catch (error) {
    await forget()
    throw error
  }
  return { open: () => createReadStream(file), forget }
}

const readFd = promisify(read)
const CHUNK_BYTES = 256 * 1024
/** How long to wait where a pipe that does not block has nothing yet. */
const POLL_MS = 10

/** Read by hand: a stream over a pipe that another program made non-blocking fails with EAGAIN. */
async function* readStandardInput(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    try {
      const { bytesRead } = await readFd(0, buffer, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      // Windows tells the end of a pipe by an error.
      if (code === 'EOF') return
      if (code !== 'EAGAIN') throw error
      await delay(POLL_MS)
    }
  }
}
