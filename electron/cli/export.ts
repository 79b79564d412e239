import { resolve } from 'node:path'
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/contract/exports.ts'
import { AppError } from '../../shared/errors.ts'
import { formatCount, formatPlural } from '../../shared/format.ts'
import { cancellable } from './interrupts.ts'
import { oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { readRedaction, REDACT_HELP } from './redact-option.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'
import { countByRule, type RedactionRules } from '../../shared/model/redaction.ts'
import type { Services } from '../services.ts'

interface ExportOptions extends GlobalOptions {
  format: string
  filter: string
  out?: string
  redact?: string
}

export const addExportCommand: AddCommand = (program, done) => {
  program
    .command('export')
    .description(
      'write traces: as OTLP without loss, as a table, as readable JSON Lines, or as a workspace to share',
    )
    .option('--format <id>', EXPORT_FORMATS.join(', '), EXPORT_FORMATS[0])
    .option('--filter <filter>', 'only the traces this filter selects', '')
    .option('--out <file>', 'file to write (default: standard output)')
    .option(
      '--redact <rules>',
      `${REDACT_HELP} (default: none for csv and jsonl, the rules of the settings for workspace)`,
    )
    .action(async (options: ExportOptions) => {
      const format = oneOf('--format', options.format, EXPORT_FORMATS) as ExportFormat
      if (format === 'otlp-json' && options.redact !== undefined && options.redact !== 'none')
        throw new AppError('usage', {
          why: '--redact works with --format csv, jsonl and workspace: otlp-json is the form that loses nothing.',
        })
      const out = options.out === undefined ? null : resolve(options.out)
      if (format === 'workspace' && out === null)
        throw new AppError('usage', {
          why: 'A workspace is a file: name it with --out, e.g. --out share.tidemark.',
        })
      await withServices(options, async (services) => {
        const rules = rulesFor(format, options, services)
        const result =
          out === null
            ? await toStandardOutput(services, format, options.filter, rules)
            : { ...(await toFile(services, format, options, rules, out)), path: out }
        if (options.json && out !== null) printJson(toJson(format, result))
        const where = out === null ? '' : ` to ${result.path}`
        say(
          options,
          `Wrote ${formatPlural(result.traces, 'trace')} with ${formatPlural(result.spans, 'span')}${where}.`,
        )
        const redacted = Object.entries(result.redacted)
        if (redacted.length > 0)
          say(
            options,
            `Replaced: ${redacted.map(([rule, count]) => `${rule} ${formatCount(count)}`).join(', ')}.`,
          )
      })
      done(EXIT.done)
    })
}

function rulesFor(
  format: ExportFormat,
  { redact }: ExportOptions,
  services: Services,
): RedactionRules | null {
  if (format === 'otlp-json') return null
  return readRedaction(redact ?? (format === 'workspace' ? 'default' : 'none'), services.redaction())
}

async function toFile(
  services: Services,
  format: ExportFormat,
  options: ExportOptions,
  rules: RedactionRules | null,
  out: string,
): Promise<Told> {
  const job = services.startExport({ format, filter: options.filter, rules, out })
  const { traces, spans, redacted } = await followJob<Told>(services, options, job)
  return { traces, spans, redacted }
}

async function toStandardOutput(
  services: Services,
  format: ExportFormat,
  filter: string,
  rules: RedactionRules | null,
): Promise<Told & { path: string }> {
  const { signal, abort } = aborter()
  const request = { filter, out: null, signal }
  const { path, traces, spans, redacted } = await cancellable(
    rules === null || format === 'otlp-json' || format === 'workspace'
      ? services.exportOtlp(request)
      : services.exportReadable({ ...request, format, rules }),
    abort,
  )
  return { path, traces, spans, redacted: countByRule(redacted ?? []) }
}

/** `redacted` where something was looked for; the form that loses nothing looks for nothing. */
function toJson(format: ExportFormat, { redacted, ...told }: Told & { path: string }): object {
  return format === 'otlp-json' ? told : { ...told, redacted }
}

interface Told {
  traces: number
  spans: number
  redacted: Record<string, number>
}

function aborter(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
