import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Duplex } from 'node:stream'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import { generateSample, SAMPLE_DEFAULTS } from '../sample/generate.ts'
import { createServices, writeFileWhole } from '../services.ts'
import { cancellable } from './interrupts.ts'
import { numberOption, oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { followJob } from './with-services.ts'

interface SampleCommandOptions extends GlobalOptions {
  out?: string
  seed: string
  weeks: string
  tracesPerDay: string
  turns: string
  format: string
}

const FORMATS = ['otlp-json'] as const
/** Lines are joined to chunks of this many characters before they are written. */
const CHUNK = 256 * 1024

export const addSampleCommand: AddCommand = (program, done) => {
  program
    .command('sample')
    .description(
      'write the generated sample: agent traffic with one regression, one traffic change, one evaluator change',
    )
    .option(
      '--out <file>',
      'file to write, .gz or .zst to compress, .tidemark for a workspace (default: standard output)',
    )
    .option('--seed <text>', 'same seed, same sample', SAMPLE_DEFAULTS.seed)
    .option('--weeks <n>', 'how long it runs', String(SAMPLE_DEFAULTS.weeks))
    .option('--traces-per-day <n>', 'how much traffic', String(SAMPLE_DEFAULTS.tracesPerDay))
    .option(
      '--turns <n>',
      'times as many tool calls a run: longer histories, for load',
      String(SAMPLE_DEFAULTS.turns),
    )
    .option('--format <id>', FORMATS.join(', '), FORMATS[0])
    .action(async (options: SampleCommandOptions) => {
      oneOf('--format', options.format, FORMATS)
      const lines = generateSample({
        seed: options.seed,
        weeks: numberOption('--weeks', options.weeks, { above: 0 }),
        tracesPerDay: numberOption('--traces-per-day', options.tracesPerDay, { above: 0 }),
        turns: Math.max(1, Math.round(numberOption('--turns', options.turns, { above: 0 }))),
      })
      if (options.out === undefined)
        await pipeline(Readable.from(chunks(lines)), process.stdout, { end: false })
      else {
        const out = resolve(options.out)
        if (out.endsWith('.tidemark')) await writeWorkspace(out, lines, options)
        else await writeSample(out, lines)
        say(options, `Wrote ${out}.`)
        if (options.json) printJson({ path: out })
      }
      done(EXIT.done)
    })
}

function writeSample(out: string, lines: Iterable<string>): Promise<void> {
  const controller = new AbortController()
  const work = writeFileWhole(out, chunks(lines), { through: compressor(out), signal: controller.signal })
  return cancellable(work, () => controller.abort())
}

function compressor(out: string): Duplex | undefined {
  if (out.endsWith('.gz')) return createGzip({ level: 9 })
  return out.endsWith('.zst')
    ? createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 19 } })
    : undefined
}

/** A new workspace with the sample imported and analysed; it is not noted as the last one opened. */
async function writeWorkspace(out: string, lines: Iterable<string>, options: GlobalOptions): Promise<void> {
  if (existsSync(out))
    throw new AppError('file_unwritable', { path: out, why: 'there is such a file already; name a new one' })
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-sample-'))
  try {
    const file = join(folder, 'sample.jsonl')
    await writeSample(file, lines)
    const services = createServices({ workspacePath: out, host: 'browser', resolveSource: (path) => path })
    try {
      const request = { paths: [file], label: 'sample', isSample: true }
      await followJob(services, options, services.startImport(request))
      await followJob(services, options, services.startAnalysis({}))
    } finally {
      await services.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}
