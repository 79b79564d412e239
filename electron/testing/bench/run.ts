import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchDocument } from './document.bench.ts'
import { benchDrift } from './drift.bench.ts'
import { benchFormats } from './formats.bench.ts'
import { benchHostile } from './hostile.bench.ts'
import { benchImport } from './import.bench.ts'
import { printTable } from './measure.ts'
import { benchQueries } from './queries.bench.ts'
import { benchReport } from './report.bench.ts'

// `npm run bench`: speed and memory on this machine, every figure as a ratio or a quantile of one run.
const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1000' },
    /** Spans of the workspace the queries are timed on. */
    spans: { type: 'string', default: '1000000' },
    /** `formats`, `categories`, `import`, `document`, `drift`, `queries` or `report`. */
    only: { type: 'string' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'))
try {
  if (values.only === undefined || values.only === 'formats')
    printTable('Reading each format, speed against bare parsing', await benchFormats())
  if (values.only === undefined || values.only === 'categories') printTable('A hostile trace', benchHostile())
  if (values.only === undefined || values.only === 'import')
    printTable('Import and analysis', (await benchImport(folder, Number(values.megabytes))).rows)
  if (values.only === undefined || values.only === 'document')
    printTable('One large document', await benchDocument(folder, 2 * Number(values.megabytes)))
  if (values.only === undefined || values.only === 'drift') printTable('The watch', await benchDrift(folder))
  if (values.only === undefined || values.only === 'queries')
    printTable('Queries of the window', await benchQueries(folder, Number(values.spans)))
  if (values.only === undefined || values.only === 'report')
    printTable('Reports', await benchReport(folder, Number(values.spans)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
