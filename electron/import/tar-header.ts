/** What of a tar header matters for reading: PAX and GNU headers carry the long name and the size of the next one. */
export interface TarHeader {
  name: string
  size: number
  type: 'file' | 'pax' | 'long-name' | 'other'
}

export const TAR_BLOCK = 512

/** Reads one header block; null for the zero block that ends an archive, undefined where the checksum is wrong. */
export function readTarHeader(block: Uint8Array): TarHeader | null | undefined {
  if (block[0] === 0 && block.every((byte) => byte === 0)) return null
  if (checksum(block) !== octal(block, 148, 8)) return undefined
  const name = text(block, 0, 100)
  const prefix = text(block, 257, 5) === 'ustar' && block[263] !== 32 ? text(block, 345, 155) : ''
  const flag = String.fromCharCode(block[156] ?? 0)
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: sizeOf(block),
    type:
      flag === '0' || flag === '\0' || flag === '7'
        ? 'file'
        : flag === 'x'
          ? 'pax'
          : flag === 'L'
            ? 'long-name'
            : 'other',
  }
}

/** A tar archive by the magic of its first header, or by its checksum where it is older than the magic. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= TAR_BLOCK && head[0] !== 0 && Boolean(readTarHeader(head.subarray(0, TAR_BLOCK)))
}

/** Records `<length> <key>=<value>\n` of a PAX header. */
export function readPax(bytes: Buffer): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {}
  let at = 0
  while (at < bytes.length) {
    const space = bytes.indexOf(32, at)
    const length = space < 0 ? 0 : Number(bytes.toString('latin1', at, space))
    if (!(length > 0)) break
    const record = bytes.toString('utf8', space + 1, at + length - 1)
    const equals = record.indexOf('=')
    const key = record.slice(0, equals)
    if (key === 'path') found.path = record.slice(equals + 1)
    else if (key === 'size') found.size = Number(record.slice(equals + 1))
    at += length
  }
  return found
}

function checksum(block: Uint8Array): number {
  let sum = 8 * 32
  for (let i = 0; i < TAR_BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0
  return sum
}

/** Octal text, or base 256 where the first bit is set (GNU, for sizes from 8 GB). */
function sizeOf(block: Uint8Array): number {
  if (((block[124] ?? 0) & 0x80) === 0) return octal(block, 124, 12)
  let size = 0
  for (let i = 125; i < 136; i++) size = size * 256 + (block[i] ?? 0)
  return size
}

function octal(block: Uint8Array, at: number, length: number): number {
  return Number.parseInt(text(block, at, length).trim() || '0', 8)
}

function text(block: Uint8Array, at: number, length: number): string {
  const field = Buffer.from(block.buffer, block.byteOffset + at, length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? length : end)
}
