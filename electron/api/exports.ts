import type { Handlers, MethodOutput } from '../../shared/contract.ts'
import type { ExportFormat } from '../../shared/contract/exports.ts'
import type { Scope } from '../../shared/contract/schemas.ts'
import { AppError } from '../../shared/errors.ts'
import type { RedactionRules } from '../../shared/model/redaction.ts'

interface ExportDeps {
  start(wish: { format: ExportFormat; filter: string; scope: Scope; rules: RedactionRules | null }): {
    id: string
  }
  part(file: string, offset: number): Promise<MethodOutput<'exports.part'>>
}

type Methods = 'exports.start' | 'exports.part'

export function exportHandlers({ start, part }: ExportDeps): Pick<Handlers, Methods> {
  return {
    'exports.start': ({ format, filter, redaction, ...scope }) => {
      if (format === 'otlp-json' && redaction !== null)
        throw new AppError('usage', {
          why: 'OTLP JSON is the form that loses nothing: choose another one to redact.',
        })
      return { jobId: start({ format, filter, scope, rules: redaction }).id }
    },
    'exports.part': ({ file, offset }) => part(file, offset),
  }
}
