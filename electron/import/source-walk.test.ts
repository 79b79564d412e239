import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { makeTar, makeZip } from '../testing/make-archive.ts'
import { walkSources, walkStream, type WalkedSource } from './source-walk.ts'

const folder = mkdtempSync(join(tmpdir(), 'tidemark-walk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Walked {
  name: string
  text?: string
  error?: string
}

async function walk(sources: AsyncIterable<WalkedSource>, probe = true): Promise<Walked[]> {
  const found: Walked[] = []
  for await (const source of sources) {
    const walked: Walked = { name: source.path.replace(`${folder}/`, '') }
    found.push(walked)
    try {
      if (probe) await source.probe()
      for await (const chunk of source.bytes())
        walked.text = (walked.text ?? '') + Buffer.from(chunk).toString()
      expect(source.sha256()).toBe(
        createHash('sha256')
          .update(existsSync(source.path) ? readFileSync(source.path) : (walked.text ?? ''))
          .digest('hex'),
      )
      expect(source.readBytes()).toBe(Buffer.byteLength(walked.text ?? ''))
    } catch (error) {
      walked.error = error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : String(error)
    }
  }
  return found
}

test('a folder gives its files by name, without what tools leave in it, and follows no circle', async () => {
  const root = join(folder, 'tree')
  mkdirSync(join(root, 'b', 'node_modules'), { recursive: true })
  for (const name of ['z.txt', 'b/a.txt', 'b/node_modules/no.txt']) writeFileSync(join(root, name), name)
  symlinkSync(root, join(root, 'b', 'circle'))
  symlinkSync(join(root, 'z.txt'), join(root, 'b', 'link.txt'))
  writeFileSync(join(root, 'empty.json'), '')
  expect(await walk(walkSources(root))).toEqual([
    { name: 'tree/empty.json', error: 'tree/empty.json is empty.' },
    { name: 'tree/z.txt', text: 'z.txt' },
    { name: 'tree/b/a.txt', text: 'b/a.txt' },
    { name: 'tree/b/link.txt', text: 'z.txt' },
  ])
})

test('a path that is not there is told in words', async () => {
  await expect(walk(walkSources(join(folder, 'nowhere')))).rejects.toMatchObject({
    code: 'file_unreadable',
    details: { why: 'there is no such file' },
  })
})

test.each([
  ['gzip', gzipSync('abc')],
  ['zstd', zstdCompressSync('abc')],
  ['two gzip members', Buffer.concat([gzipSync('a'), gzipSync('bc')])],
])('%s is opened whatever it is called', async (name, bytes) => {
  expect(await walk(walkSources(write(`${name}.json`, bytes)))).toEqual([
    { name: `${name}.json`, text: 'abc' },
  ])
})

test('the probe of a plain file sees its head and its tail, that of a small compressed one too', async () => {
  const text = `head${'.'.repeat(200_000)}tail`
  for (const path of [write('plain', text), write('packed', gzipSync(text))]) {
    for await (const source of walkSources(path)) {
      const { head, tail } = await source.probe()
      expect(Buffer.from(head).toString('utf8', 0, 4)).toBe('head')
      expect(Buffer.from(tail).toString().slice(-4)).toBe('tail')
      let size = 0
      for await (const chunk of source.bytes()) size += chunk.length
      expect(size).toBe(text.length)
      expect(source.consumedBytes()).toBe(source.fileBytes)
    }
  }
})

test.each(['gzip', 'zstd'] as const)(
  'a truncated %s file gives what came before the cut, then says so',
  async (kind) => {
    const text = Array.from(
      { length: 50_000 },
      (_, i) => `line ${i} ${createHash('md5').update(String(i)).digest('hex')}\n`,
    ).join('')
    const packed = kind === 'gzip' ? gzipSync(text) : zstdCompressSync(text)
    const [walked] = await walk(walkSources(write(`cut.${kind}`, packed.subarray(0, packed.length / 2))))
    expect(text.startsWith(walked?.text ?? 'nothing')).toBe(true)
    expect(walked?.text?.length).toBeGreaterThan(text.length * 0.4)
    expect(walked?.error).toBe(
      `cut.${kind} cannot be read: its compressed data ends too early; what came before was imported`,
    )
  },
)

test('a decompression bomb is stopped', async () => {
  const [walked] = await walk(walkSources(write('bomb.gz', gzipSync(Buffer.alloc(100 * 1024 * 1024)))), false)
  expect(walked?.error).toMatch(/more than 200 times its size/)
  expect(walked?.text?.length).toBeLessThan(40 * 1024 * 1024)
})

test('a tar archive, packed or not, gives its files; long names, links and folders are understood', async () => {
  const long = `${'long/'.repeat(30)}name.json`
  const tar = makeTar([
    { name: 'a.json', content: 'A' },
    { name: 'dir/', content: '', type: '5' },
    { name: 'link', content: '', type: '2' },
    { name: long, content: 'B'.repeat(1000) },
    { name: 'packed.json', content: gzipSync('C') },
    { name: 'inner.tar.gz', content: gzipSync(makeTar([{ name: 'x', content: 'x' }])) },
    { name: 'last', content: 'D' },
  ])
  const expected = (file: string): Walked[] => [
    { name: `${file}!a.json`, text: 'A' },
    { name: `${file}!${long}`, text: 'B'.repeat(1000) },
    { name: `${file}!packed.json`, text: 'C' },
    {
      name: `${file}!inner.tar.gz`,
      error: `${file}!inner.tar.gz cannot be read: it is an archive within an archive; unpack the outer one first`,
    },
    { name: `${file}!last`, text: 'D' },
  ]
  expect(await walk(walkSources(write('t1', tar)))).toEqual(expected('t1'))
  expect(await walk(walkSources(write('t2', gzipSync(tar))))).toEqual(expected('t2'))
  expect(await walk(walkSources(write('t3', zstdCompressSync(tar))))).toEqual(expected('t3'))
})

test('entries that are not read are passed over', async () => {
  const tar = makeTar(['a', 'b', 'c'].map((name) => ({ name, content: name.repeat(5000) })))
  const names: string[] = []
  for await (const source of walkSources(write('passed', tar))) {
    names.push(source.path.slice(-1))
    if (source.path.endsWith('b')) await source.probe()
  }
  expect(names).toEqual(['a', 'b', 'c'])
})

test('a tar archive that breaks off gives the entry at hand up to there', async () => {
  const tar = makeTar([
    { name: 'a', content: 'A' },
    { name: 'b', content: 'B'.repeat(2000) },
  ])
  const reason = 'the archive ends too early; what came before was imported'
  expect(await walk(walkSources(write('cut.tar', tar.subarray(0, 512 * 3 + 700))))).toEqual([
    { name: 'cut.tar!a', text: 'A' },
    { name: 'cut.tar!b', text: 'B'.repeat(700), error: `cut.tar cannot be read: ${reason}` },
  ])
})

function why(name: string, reason: string): Walked {
  return { name: `bad.zip!${name}`, error: `bad.zip!${name} cannot be read: ${reason}` }
}

test('a zip archive gives its files and refuses the bad ones one by one', async () => {
  const zip = makeZip([
    { name: 'a.json', content: 'A' },
    { name: 'folder/', content: '' },
    { name: '../up.json', content: 'x' },
    { name: 'secret.json', content: 'x', flags: 1 },
    { name: 'link', content: '/etc/passwd', attributes: (0o120777 << 16) >>> 0 },
    { name: 'wrong.json', content: 'x', crc: 7 },
    { name: 'b.json.gz', content: gzipSync('B') },
  ])
  expect(await walk(walkSources(write('bad.zip', zip)))).toEqual([
    { name: 'bad.zip!a.json', text: 'A' },
    why('../up.json', 'its name points out of the archive'),
    why('secret.json', 'it is encrypted'),
    why('link', 'it is a symbolic link'),
    { ...why('wrong.json', 'its checksum is wrong: the archive is damaged'), text: 'x' },
    { name: 'bad.zip!b.json.gz', text: 'B' },
  ])
})

test('zip entries that share their data are refused, as in an overlap bomb', async () => {
  const zip = makeZip([
    { name: 'a', content: 'A' },
    { name: 'b', content: 'A', overlap: true },
  ])
  const found = await walk(walkSources(write('overlap.zip', zip)))
  expect(found.map(({ error }) => error)).toEqual([
    expect.stringMatching(/overlaps/),
    expect.stringMatching(/overlaps/),
  ])
})

test('a damaged zip archive is one source that says so', async () => {
  const zip = makeZip([{ name: 'a', content: 'A' }])
  expect(await walk(walkSources(write('half.zip', zip.subarray(0, 60))))).toEqual([
    { name: 'half.zip', error: 'half.zip cannot be read: the zip archive is damaged' },
  ])
})

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}

test('a stream is read like a file, archives included', async () => {
  const tar = gzipSync(makeTar([{ name: 'a', content: 'A' }]))
  expect(await walk(walkStream('standard input', stream(Buffer.from('text'))))).toEqual([
    { name: 'standard input', text: 'text' },
  ])
  expect(await walk(walkStream('standard input', stream(tar)))).toEqual([
    { name: 'standard input!a', text: 'A' },
  ])
  expect(await walk(walkStream('standard input', stream(Buffer.alloc(0))))).toEqual([
    { name: 'standard input', error: 'standard input is empty.' },
  ])
})
