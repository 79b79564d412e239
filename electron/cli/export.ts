import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { formatPlural } from '../../shared/format.ts'
import { cancellable } from './interrupts.ts'
import { oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { readRedaction, REDACT_HELP } from './redact-option.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { withServices } from './with-services.ts'

interface ExportOptions extends GlobalOptions {
  format: string
  filter: string
  out?: string
  redact?: string
}

const FORMATS = ['otlp-json', 'csv', 'jsonl'] as const

export const addExportCommand: AddCommand = (program, done) => {
  program
    .command('export')
    .description('write traces: as OTLP without loss, as a table, or as readable JSON Lines')
    .option('--format <id>', FORMATS.join(', '), FORMATS[0])
    .option('--filter <filter>', 'only the traces this filter selects', '')
    .option('--out <file>', 'file to write (default: standard output)')
    .option('--redact <rules>', `${REDACT_HELP} (csv and jsonl; default: none)`)
    .action(async (options: ExportOptions) => {
      const format = oneOf('--format', options.format, FORMATS) as (typeof FORMATS)[number]
      if (format === 'otlp-json' && options.redact !== undefined && options.redact !== 'none')
        throw new AppError('usage', {
          why: '--redact works with --format csv and jsonl: otlp-json is the form that loses nothing.',
        })
      const out = options.out === undefined ? null : resolve(options.out)
      await withServices(options, async (services) => {
        const { signal, abort } = aborter()
        const request = { filter: options.filter, out, signal }
        const result = await cancellable(
          format === 'otlp-json'
            ? services.exportOtlp(request)
            : services.exportReadable({
                ...request,
                format,
                rules: readRedaction(options.redact ?? 'none', services.redaction()),
              }),
          abort,
        )
        if (options.json && out !== null) printJson(result)
        const where = out === null ? '' : ` to ${result.path}`
        say(
          options,
          `Wrote ${formatPlural(result.traces, 'trace')} with ${formatPlural(result.spans, 'span')}${where}.`,
        )
      })
      done(EXIT.done)
    })
}

function aborter(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
