import { expect, test } from 'vitest'
import { forbiddenImports, sourceFiles } from './layers.ts'

test('no file imports what its layer may not', () => {
  const files = [...sourceFiles()]
  expect(files.length).toBeGreaterThan(50)
  expect(forbiddenImports(files)).toEqual([])
})

const PLANTED: [path: string, text: string][] = [
  ['shared/model/span.ts', `import { openWriter } from '../../electron/store/connection.ts'`],
  ['shared/format.ts', `import { readFileSync } from 'node:fs'`],
  ['electron/import/importers/jaeger/index.ts', `import { readOtlp } from '../otlp-json/index.ts'`],
  ['electron/import/detect.ts', `import { openWriter } from '../store/connection.ts'`],
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

/** Files outside the store that reach for the database handle of a connection. */
function handleLeaks(files: Iterable<{ path: string; text: string }>): string[] {
  return [...files]
    .filter(
      ({ path }) =>
        /^(electron|renderer)\//.test(path) && !/^electron\/(store|testing)\/|\.test\.ts$/.test(path),
    )
    .filter(({ text }) => /\bdb\b\s*[},:.]|\.db\b/.test(text))
    .map(({ path }) => path)
}

test('the database handle does not leave the store', () => {
  expect(handleLeaks(sourceFiles())).toEqual([])
})

test('a planted leak of the database handle is reported', () => {
  const leaks = handleLeaks([
    { path: 'electron/jobs/x.ts', text: `const { db } = connection\n` },
    { path: 'electron/api/y.ts', text: `reader().db.prepare('SELECT 1')\n` },
    { path: 'electron/store/z.ts', text: `const { db } = connection\n` },
  ])
  expect(leaks).toEqual(['electron/jobs/x.ts', 'electron/api/y.ts'])
})
