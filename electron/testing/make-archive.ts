import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: Buffer | string
  /** Overrides that make the entry a bad one. */
  crc?: number
  flags?: number
  attributes?: number
  /** Points at the data of the entry before. */
  overlap?: boolean
}

/** A zip archive in memory, with whatever is wrong about it that a test asks for. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let before = 0
  for (const entry of entries) {
    const content = Buffer.from(entry.content)
    const data = deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE((entry.flags ?? 0) | 0x800, 2)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(entry.crc ?? crc32(content), 10)
    fixed.writeUInt32LE(data.length, 14)
    fixed.writeUInt32LE(content.length, 18)
    fixed.writeUInt16LE(name.length, 22)
    const at = entry.overlap ? before : offset
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(entry.attributes ?? 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003'), fixed, tail, name)
    before = at
    if (entry.overlap) continue
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fixed, name, data])
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, listed, end])
}

/** A tar archive in memory; names beyond 100 characters get a PAX header. */
export function makeTar(
  entries: readonly { name: string; content: Buffer | string; type?: string }[],
): Buffer {
  const parts: Buffer[] = []
  for (const { name, content, type = '0' } of entries) {
    if (name.length > 100) {
      const record = (length: number): string => `${length} path=${name}\n`
      const length = Buffer.byteLength(record(name.length + 10)) + 0
      parts.push(...tarFile('pax', Buffer.from(record(Buffer.byteLength(record(length)))), 'x'))
    }
    parts.push(...tarFile(name.slice(0, 100), Buffer.from(content), type))
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

function tarFile(name: string, content: Buffer, type: string): Buffer[] {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write('0000644\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
}
