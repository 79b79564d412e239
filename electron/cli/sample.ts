import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import { generateSample, SAMPLE_DEFAULTS } from '../sample/generate.ts'
import type { ImportResult } from '../services.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface SampleCommandOptions extends GlobalOptions {
  out?: string
  seed: string
  weeks: string
  tracesPerDay: string
  format: string
}

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
    .option('--format <id>', 'otlp-json', 'otlp-json')
    .action(async (options: SampleCommandOptions) => {
      if (options.format !== 'otlp-json')
        throw new AppError('usage', { why: 'sample writes otlp-json only.' })
      const lines = generateSample({
        seed: options.seed,
        weeks: positive(options.weeks, '--weeks'),
        tracesPerDay: positive(options.tracesPerDay, '--traces-per-day'),
      })
      const { out } = options
      if (out === undefined) await pipeline(Readable.from(chunks(lines)), process.stdout, { end: false })
      else if (out.endsWith('.tidemark')) {
        const file = `${out}.jsonl`
        await writeSample(file, lines)
        try {
          await withServices({ ...options, workspace: out }, (services) =>
            followJob<ImportResult>(
              services,
              options,
              services.startImport({ paths: [file], label: 'sample', isSample: true }),
            ),
          )
        } finally {
          await rm(file, { force: true })
        }
      } else await writeSample(out, lines)
      if (out !== undefined) say(options, `Wrote ${out}.`)
      if (options.json && out !== undefined) printJson({ path: out })
      done(EXIT.done)
    })
}

function positive(text: string, name: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new AppError('usage', { why: `${name} takes a number above 0, not ${text}.` })
  return value
}

async function writeSample(out: string, lines: Iterable<string>): Promise<void> {
  const temporary = `${out}.part`
  const source = Readable.from(chunks(lines))
  const target = createWriteStream(temporary)
  if (out.endsWith('.gz')) await pipeline(source, createGzip({ level: 9 }), target)
  else if (out.endsWith('.zst')) {
    await pipeline(
      source,
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 19 } }),
      target,
    )
  } else await pipeline(source, target)
  await rename(temporary, out)
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
