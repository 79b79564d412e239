import { resolve } from 'node:path'
import { formatPlural } from '../../shared/format.ts'
import { cancellable } from './interrupts.ts'
import { oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { withServices } from './with-services.ts'

interface ExportOptions extends GlobalOptions {
  format: string
  filter: string
  out?: string
}

const FORMATS = ['otlp-json'] as const

export const addExportCommand: AddCommand = (program, done) => {
  program
    .command('export')
    .description('write traces as a trace export')
    .option('--format <id>', FORMATS.join(', '), FORMATS[0])
    .option('--filter <filter>', 'only the traces this filter selects', '')
    .option('--out <file>', 'file to write (default: standard output)')
    .action(async (options: ExportOptions) => {
      oneOf('--format', options.format, FORMATS)
      const out = options.out === undefined ? null : resolve(options.out)
      await withServices(options, async (services) => {
        const { signal, abort } = aborter()
        const result = await cancellable(services.exportOtlp({ filter: options.filter, out, signal }), abort)
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
