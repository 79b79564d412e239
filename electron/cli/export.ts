import { formatPlural } from '../../shared/format.ts'
import { AppError } from '../../shared/errors.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { withServices } from './with-services.ts'

interface ExportOptions extends GlobalOptions {
  format: string
  filter: string
  out?: string
}

export const addExportCommand: AddCommand = (program, done) => {
  program
    .command('export')
    .description('write traces as a trace export')
    .option('--format <id>', 'otlp-json', 'otlp-json')
    .option('--filter <filter>', 'only the traces this filter selects', '')
    .option('--out <file>', 'file to write (default: standard output)')
    .action(async (options: ExportOptions) => {
      if (options.format !== 'otlp-json') {
        throw new AppError('usage', {
          why: `There is no export format ${options.format}; this version writes otlp-json.`,
        })
      }
      await withServices(options, async (services) => {
        const result = await services.exportOtlp({ filter: options.filter, out: options.out ?? null })
        if (options.json && options.out) printJson(result)
        else
          say(
            options,
            `Wrote ${formatPlural(result.traces, 'trace')} with ${formatPlural(result.spans, 'span')}${options.out ? ` to ${result.path}` : ''}.`,
          )
      })
      done(EXIT.done)
    })
}
