import type { Finding } from '../../shared/model/finding.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printLines } from './terminal.ts'
import { withServices } from './with-services.ts'

export const addFindingsCommand: AddCommand = (program, done) => {
  program
    .command('findings')
    .description('every finding with its evidence, as JSON Lines')
    .option('--filter <filter>', 'only of the traces this filter selects', '')
    .action(async (options: GlobalOptions & { filter: string }) => {
      await withServices(options, (services) => printLines(jsonLines(services.findings(options.filter))))
      done(EXIT.done)
    })
}

function* jsonLines(findings: Iterable<Finding>): Generator<string> {
  for (const { traceId, spanId, blameSpanId, category, version, evidence } of findings) {
    yield JSON.stringify({
      traceId,
      spanId,
      ...(blameSpanId === null ? {} : { blameSpanId }),
      category,
      version,
      evidence: evidence.map(({ spanId: at, path, text }) => ({ spanId: at, path, text })),
    })
  }
}
