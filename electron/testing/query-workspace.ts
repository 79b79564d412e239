import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Score } from '../../shared/model/score.ts'
import type { Span } from '../../shared/model/span.ts'
import { openReader, openWriter, type ReadConnection, type WriteConnection } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'

/** One file of an import, as a test gives it. */
export interface GivenSource {
  path: string
  format?: string
  spans: Span[]
  scores?: Score[]
}

/** A new workspace with one import per list of sources; `fill` adds what later jobs would. Gone after the test. */
export function makeWorkspace(
  imports: Record<string, GivenSource[]>,
  fill: (db: WriteConnection['db']) => void = () => {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'w.tidemark')
  const writer = openWriter(path, { create: true })
  for (const [label, sources] of Object.entries(imports)) {
    const running = beginImport(writer, { label })
    for (const { path: file, format = 'otlp-json', spans, scores = [] } of sources) {
      const source = running.beginSource({ path: file, format })
      for (const [index, span] of spans.entries()) source.span(span, { line: index + 1 })
      for (const score of scores) source.score(score, {})
      const read = spans.length + scores.length
      source.finish({
        sha256: 'ab'.repeat(32),
        bytes: 1000,
        read,
        accepted: read,
        rejected: 0,
        skipped: 0,
        seconds: 1,
        problems: [],
      })
    }
    running.commit()
  }
  fill(writer.db)
  writer.close()
  return path
}

/** The workspace opened for reading until the test ends. */
export function openForTest(path: string): ReadConnection {
  const connection = openReader(path)
  onTestFinished(() => connection.close())
  return connection
}
