import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { ExportedReport } from '../../shared/contract/reports.ts'
import { AppError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import {
  REPORT_FORMATS,
  REPORT_TEMPLATES,
  type ReportFormat,
  type ReportRequest,
  reportRequestSchema,
  type ReportTemplate,
} from '../../shared/model/report.ts'
import type { Services } from '../services.ts'
import { oneOf } from './option-values.ts'
import type { AddCommand } from './program.ts'
import { readRedaction, REDACT_HELP } from './redact-option.ts'
import { EXIT, type GlobalOptions, printJson, say } from './terminal.ts'
import { followJob, withServices } from './with-services.ts'

interface ReportOptions extends GlobalOptions {
  out: string
  template: string
  title?: string
  shift?: string[]
  compare?: string[]
  trace?: string[]
  from?: string
  redact?: string
}

export const addReportCommand: AddCommand = (program, done) => {
  program
    .command('report')
    .description('one file that tells what shifted and shows the spans that prove it')
    .requiredOption('--out <file>', `file to write: ${REPORT_FORMATS.map((id) => `.${id}`).join(', ')}`)
    .option('--template <name>', REPORT_TEMPLATES.join(', '), 'incident')
    .option('--title <text>', 'its title')
    .option('--shift <id...>', 'these shifts (default: those that are open)')
    .option(
      '--compare <filter...>',
      'two filters, a and b: what b does more or less often than a; one that begins with - is written --compare=FILTER',
    )
    .option('--trace <id...>', 'these traces as conversations')
    .option('--from <file>', 'make the report of a request or of an earlier report (JSON) again')
    .option('--redact <rules>', REDACT_HELP)
    .action(async (options: ReportOptions) => {
      const format = formatOf(options.out)
      // Several tables are several files: they come in one archive.
      const out = resolve(format === 'csv' ? options.out.replace(/\.csv$/i, '.csv.zip') : options.out)
      const template = oneOf('--template', options.template, REPORT_TEMPLATES) as ReportTemplate
      const result = await withServices(options, async (services) => {
        const request = requestOf(services, template, options)
        return followJob<ExportedReport>(
          services,
          options,
          services.reports.startExport(request, format, out),
        )
      })
      if (options.json) printJson({ path: out, bytes: result.bytes })
      say(options, `Wrote ${out} (${formatBytes(result.bytes)}).`)
      for (const sentence of result.left) say(options, sentence)
      done(EXIT.done)
    })
}

/** By the file's ending. AppError `usage`. */
function formatOf(out: string): ReportFormat {
  const name = out.toLowerCase().replace(/\.zip$/, '')
  const format = REPORT_FORMATS.find((id) => name.endsWith(`.${id}`))
  if (format !== undefined) return format
  throw new AppError('usage', {
    why: `--out takes a file that ends in ${REPORT_FORMATS.map((id) => `.${id}`).join(', ')}, not ${out}.`,
  })
}

function requestOf(services: Services, template: ReportTemplate, options: ReportOptions): ReportRequest {
  const { shift, trace, compare, title, from, redact } = options
  if (compare !== undefined && compare.length !== 2)
    throw new AppError('usage', { why: '--compare takes two filters: --compare A B.' })
  const [a, b] = compare ?? []
  // Two filters and nothing else ask for the comparison.
  const asked = compare !== undefined && shift === undefined ? 'comparison' : template
  const request =
    from === undefined
      ? services.reports.fill(asked, { a, b, shifts: shift, traces: trace })
      : readRequest(resolve(from))
  return {
    ...request,
    title: title ?? request.title,
    redaction: readRedaction(redact, request.redaction),
  }
}

/** A request, or the one inside a report that was written as JSON. AppError `file_unreadable`. */
function readRequest(path: string): ReportRequest {
  const either = z.union([z.object({ request: reportRequestSchema }), reportRequestSchema])
  try {
    const read = either.parse(JSON.parse(readFileSync(path, 'utf8')))
    return 'request' in read ? read.request : read
  } catch (error) {
    throw new AppError('file_unreadable', { path, why: whyNot(error) }, { cause: error })
  }
}

function whyNot(error: unknown): string {
  if (error instanceof z.ZodError) return 'it is no request of a report.'
  if (error instanceof SyntaxError) return 'it is no JSON.'
  return 'there is no such file, or it may not be read.'
}
