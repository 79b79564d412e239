import { expect, test } from 'vitest'
import { forbiddenImports, sourceFiles } from './layers.ts'

test('no file imports what its layer may not', () => {
  const files = [...sourceFiles()]
  expect(files.length).toBeGreaterThan(50)
  expect(forbiddenImports(files)).toEqual([])
})

const PLANTED: [path: string, text: string][] = [
  ['shared/model/span.ts', `import { openStore } from '../../electron/store/store.ts'`],
  ['shared/format.ts', `import { readFileSync } from 'node:fs'`],
  ['electron/import/importers/jaeger/index.ts', `import { readOtlp } from '../otlp-json/index.ts'`],
  ['electron/import/detect.ts', `import { openStore } from '../store/store.ts'`],
  ['electron/analysis/categories/timeout/index.ts', `import { toolError } from '../tool_error/index.ts'`],
  ['electron/analysis/run-categories.ts', `import Database from 'better-sqlite3'`],
  ['electron/drift/watch.ts', `export { findImporter } from '../import/registry.ts'`],
  ['electron/api/traces.ts', `import Database from 'better-sqlite3'`],
  ['electron/transport/http.ts', `import { app } from 'electron'`],
  ['electron/jobs/import-worker.ts', `import { startBrowserHost } from '../browser-host.ts'`],
  ['electron/services.ts', `import { makeTrace } from './testing/make-trace.ts'`],
  ['renderer/views/trace/index.tsx', `import { TraceTable } from '../traces/trace-table.tsx'`],
  ['renderer/ui/button.tsx', `import { call } from '../api/client.ts'`],
  ['renderer/app/shell.tsx', `const services = await import('../../electron/services.ts')`],
  ['elsewhere/file.ts', ``],
]
test.each(PLANTED)('a planted violation in %s is reported', (path, text) => {
  expect(forbiddenImports([{ path, text }])).toHaveLength(1)
})
