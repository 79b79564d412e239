import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson } from './terminal.ts'
import { withServices } from './with-services.ts'

export const addFindingsCommand: AddCommand = (program, done) => {
  program
    .command('findings')
    .description('every finding with its evidence, as JSON Lines')
    .option('--filter <filter>', 'only of the traces this filter selects', '')
    .action(async (options: GlobalOptions & { filter: string }) => {
      await withServices(options, async (services) => {
        for (const finding of services.findings(options.filter)) {
          printJson({
            traceId: finding.traceId,
            spanId: finding.spanId,
            ...(finding.blameSpanId === null ? {} : { blameSpanId: finding.blameSpanId }),
            category: finding.category,
            version: finding.version,
            evidence: finding.evidence.map(({ spanId, path, text }) => ({ spanId, path, text })),
          })
        }
      })
      done(EXIT.done)
    })
}
