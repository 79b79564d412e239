import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'
import { otlpLine, otlpLines } from './otlp-lines.ts'
import { type CliResult, type ImportJson, runCli } from './run-cli.ts'

/** Makes the input in an empty folder; returns what is named on the command line. */
type Make = (folder: string) => string | string[]

interface PartlyGood {
  make: Make
  code: 0 | 3
  /** Among the reasons of the report. */
  says: RegExp
  /** Spans that are there afterwards, at least and at most. */
  kept: [number, number]
  rejected: number
}

const LINE_BYTES = 100 * 1024 * 1024
const DEPTH = 100_000

function writes(name: string, content: string | Buffer): Make {
  return (folder) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
}

function withBadByte(line: string): Buffer {
  const bytes = Buffer.from(line)
  bytes[bytes.indexOf('span 2')] = 0xff
  return bytes
}

function deepened(line: string): string {
  const deep = `${'{"arrayValue":{"values":['.repeat(DEPTH)}${']}}'.repeat(DEPTH)}`
  return line.replace('"attributes":[', `"attributes":[{"key":"deep","value":${deep}},`)
}

const REFUSED: Record<string, { make: Make; says: RegExp }> = {
  'an empty file': { make: writes('empty.jsonl', ''), says: /empty\.jsonl is empty\./ },
  'a folder without exports': {
    make: (folder) => {
      for (const name of ['notes.txt', 'data.csv']) writeFileSync(join(folder, name), 'a,b\n1,2\n')
      return folder
    },
    says: /No trace export was found in \//,
  },
  'an empty folder': {
    make: (folder) => folder,
    says: /No trace export was found in \//,
  },
  'a missing file': {
    make: (folder) => join(folder, 'gone.jsonl'),
    says: /gone\.jsonl cannot be read: there is no such file/,
  },
  'an unknown format that was named': {
    make: writes('letter.txt', 'Dear all, "resourceSpans" is a word.'),
    says: /letter\.txt is in no format Tidemark knows\. Tried: .*Jaeger/,
  },
}

const PARTLY_GOOD: Record<string, PartlyGood> = {
  'a missing file beside a good one': {
    make: (folder) => {
      writeFileSync(join(folder, 'good.jsonl'), otlpLines(2))
      return [join(folder, 'gone.jsonl'), join(folder, 'good.jsonl')]
    },
    code: 3,
    says: /there is no such file/,
    kept: [2, 2],
    rejected: 0,
  },
  'an unknown format named beside an export': {
    make: (folder) => {
      writeFileSync(join(folder, 'letter.txt'), 'Dear all')
      writeFileSync(join(folder, 'good.jsonl'), otlpLines(2))
      return [join(folder, 'letter.txt'), join(folder, 'good.jsonl')]
    },
    code: 3,
    says: /letter\.txt is in no format Tidemark knows/,
    kept: [2, 2],
    rejected: 0,
  },
  'an unknown format inside a folder': {
    make: (folder) => {
      writeFileSync(join(folder, 'letter.txt'), 'Dear all')
      writeFileSync(join(folder, 'empty.json'), '')
      writeFileSync(join(folder, 'good.jsonl'), otlpLines(2))
      return folder
    },
    code: 0,
    says: /No known trace format\./,
    kept: [2, 2],
    rejected: 0,
  },
  'a truncated gzip': {
    make: (folder) => {
      const path = join(folder, 'cut.jsonl.gz')
      const packed = gzipSync(otlpLines(5000))
      writeFileSync(path, packed)
      truncateSync(path, packed.length - 2000)
      return path
    },
    code: 3,
    says: /compressed data ends too early; what came before was imported/,
    kept: [1000, 4999],
    rejected: 1,
  },
  'broken lines in the middle': {
    make: writes(
      'broken.jsonl',
      `${otlpLines(3)}{"resourceSpans":[{"sco\nnot json at all\n${otlpLines(2, 4)}`,
    ),
    code: 3,
    says: /The line is not valid JSON\./,
    kept: [5, 5],
    rejected: 2,
  },
  'bytes that are not UTF-8': {
    make: writes('latin.jsonl', Buffer.concat([withBadByte(`${otlpLine(2)}\n`), Buffer.from(otlpLines(1))])),
    code: 0,
    says: /There are bytes that are not UTF-8; they were replaced\./,
    kept: [2, 2],
    rejected: 0,
  },
  'a line of 100 MB': {
    make: (folder) => {
      const path = join(folder, 'long.jsonl')
      writeFileSync(path, `${otlpLine(1)}\n{"resourceSpans":"`)
      writeFileSync(path, Buffer.alloc(LINE_BYTES, 'x'), { flag: 'a' })
      writeFileSync(path, `"}\n${otlpLine(2, { trace: 2 })}\n`, { flag: 'a' })
      return path
    },
    code: 3,
    says: /The line is longer than 64 MB\./,
    kept: [2, 2],
    rejected: 1,
  },
  'a record nested 100,000 levels deep': {
    make: writes(
      'deep.jsonl',
      `${otlpLine(1)}\n{"resourceSpans":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}\n${otlpLine(2, { trace: 2 })}\n`,
    ),
    code: 3,
    says: /There is something other than a span where a span should be\./,
    kept: [2, 2],
    rejected: 1,
  },
  'an attribute nested 100,000 levels deep': {
    make: writes('deep.jsonl', `${otlpLine(1)}\n${deepened(otlpLine(2))}\n`),
    code: 0,
    says: /An attribute was nested deeper than 200 levels and was cut there\./,
    kept: [2, 2],
    rejected: 0,
  },
}

/** Runs the import of a made input into a new workspace, with --json. */
async function importMade(make: Make): Promise<CliResult> {
  const input = join(temporaryFolder(), 'input')
  mkdirSync(input)
  const workspace = join(temporaryFolder(), 'w.tidemark')
  const result = await runCli(['import', ...[make(input)].flat(), '--workspace', workspace, '--json'])
  expect(result.stderr).not.toMatch(/\n\s+at /)
  return result
}

test.each(Object.entries(REFUSED))('%s is refused in plain words', async (_, { make, says }) => {
  const { code, stdout, stderr } = await importMade(make)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(says)
})

test.each(Object.entries(PARTLY_GOOD))(
  '%s: told in plain words, good records kept',
  async (_, { make, code, says, kept, rejected }) => {
    const result = await importMade(make)
    expect([result.code, result.stderr === '']).toEqual([code, code === 0])
    const { workspace, sources } = JSON.parse(result.stdout) as ImportJson
    expect(sources.flatMap(({ problems }) => problems.map(({ reason }) => reason)).join('\n')).toMatch(says)
    for (const source of sources) expect(source.read).toBe(source.accepted + source.rejected + source.skipped)
    expect(workspace.spans).toBeGreaterThanOrEqual(kept[0])
    expect(workspace.spans).toBeLessThanOrEqual(kept[1])
    expect(sources.reduce((sum, source) => sum + source.rejected, 0)).toBe(rejected)
  },
)

test('where a record was rejected, the report names its line', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'broken.jsonl')
  writeFileSync(path, `${otlpLines(3)}{"resourceSpans":[{"sco\n${otlpLines(2, 4)}`)
  const { stdout, code } = await runCli(['import', path, '--workspace', join(folder, 'w.tidemark')])
  expect(code).toBe(3)
  expect(stdout).toContain('1 × The line is not valid JSON, first in line 4')
})

test('a folder that may not be read is told of, what lies beside it is imported', async (context) => {
  context.skip(process.getuid?.() === 0, 'root may read everything')
  const folder = temporaryFolder()
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  writeFileSync(join(folder, 'good.jsonl'), otlpLines(2))
  chmodSync(closed, 0o000)
  const { code, stdout } = await runCli([
    'import',
    folder,
    '--workspace',
    join(temporaryFolder(), 'w.tidemark'),
  ])
  chmodSync(closed, 0o700)
  expect(stdout).toContain('access is denied')
  expect(code).toBe(3)
})

test('a file that is no workspace is refused and stays as it was', async () => {
  const folder = temporaryFolder()
  const other = join(folder, 'letter.txt')
  writeFileSync(other, 'Dear all')
  writeFileSync(join(folder, 'good.jsonl'), otlpLines(1))
  const { code, stderr } = await runCli(['import', join(folder, 'good.jsonl'), '--workspace', other])
  expect(code).toBe(1)
  expect(stderr).toMatch(/letter\.txt is not a Tidemark workspace/)
  expect(readFileSync(other, 'utf8')).toBe('Dear all')
  expect(existsSync(`${other}-lock`)).toBe(false)
})
