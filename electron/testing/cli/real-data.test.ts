import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { readLogically } from '../logical-workspace.ts'
import { sharedData } from '../shared-data.ts'
import { sampleFile } from './export-place.ts'
import { readManifest } from './manifest.ts'
import { type ImportJson, runCli, runImport, runJson } from './run-cli.ts'
import { digestViews } from './view-digests.ts'

const FOLDER = sharedData('MANIFEST.csv')?.replace(/MANIFEST\.csv$/, '') ?? null
const PATHS = ['trail/trail-dev.tar.gz', 'jaeger-agent', 'otlp'].map((path) => `${FOLDER}${path}`)
const KILLS = 3
/** Each of a dozen imports may be slow where the machine is busy. */
const KILL_TEST_MS = 240_000

let folder = ''
let workspace = ''
let first: ImportJson

/** Findings as the command prints them; the order of the traces is not part of what they say. */
async function findingsOf(path: string): Promise<string[]> {
  const { code, stdout } = await runCli(['findings', '--workspace', path])
  expect(code).toBe(0)
  return stdout.trimEnd().split('\n').toSorted()
}

/** Whether an import was completed, so that a kill came too late. */
function isImported(path: string): boolean {
  try {
    return digestViews(path).imports.rows > 0
  } catch (error) {
    // Killed before there was a workspace, or a schema in it.
    if (error instanceof AppError) return false
    throw error
  }
}

describe.skipIf(FOLDER === null)('real exports', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-real-'))
    workspace = join(folder, 'w.tidemark')
    first = await runImport([...PATHS, '--workspace', workspace])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the counts are those of the manifest, and so are the hashes', () => {
    const manifest = readManifest(`${FOLDER}MANIFEST.csv`)
    const byFile = Map.groupBy(
      first.sources,
      ({ path }) => path.slice(FOLDER?.length).split('!', 1)[0] ?? path,
    )
    const counted = [...byFile].map(([file, sources]) => {
      const row = manifest.get(file)
      const sum = (count: 'traces' | 'spans'): number =>
        sources.reduce((total, source) => total + source[count], 0)
      const [only] = sources
      // What the manifest did not count cannot differ; an archive has no hash of its own in the report.
      return {
        file: row?.file,
        traces: row?.traces === null ? null : sum('traces'),
        spans: row?.spans === null ? null : sum('spans'),
        sha256: sources.length === 1 && only?.format !== null ? only?.sha256 : row?.sha256,
      }
    })
    expect(counted).toEqual([...byFile.keys()].map((file) => manifest.get(file)))
    expect(counted).toHaveLength(6)
    expect(first.workspace).toMatchObject({ traces: 199, spans: 2123 })
  })

  test('analysing them ends with 0, and importing them again changes nothing at all', async () => {
    expect((await runCli(['analyze', '--workspace', workspace, '--json'])).code).toBe(0)
    const findings = await findingsOf(workspace)
    expect(findings.length).toBeGreaterThan(50)
    const { traces, spans, scores, contents } = readLogically(workspace)
    const { findings: found, messages } = digestViews(workspace)

    const again = await runImport([...PATHS, '--workspace', workspace])
    const records = again.sources.filter(({ format }) => format !== null)
    expect(records.map((source) => [source.traces, source.spans, source.scores])).toEqual(
      records.map(() => [0, 0, 0]),
    )
    expect(records.map(({ duplicates }) => duplicates)).toEqual(records.map(({ accepted }) => accepted))

    expect((await runCli(['analyze', '--workspace', workspace, '--json'])).code).toBe(0)
    expect(await findingsOf(workspace)).toEqual(findings)
    const after = readLogically(workspace)
    expect(after.traces).toEqual(traces)
    expect(after.spans).toEqual(spans)
    expect(after.scores).toEqual(scores)
    expect(after.contents.length).toBe(contents.length)
    expect(digestViews(workspace)).toMatchObject({ findings: found, messages })
  })

  test('what is exported and imported elsewhere has the same spans and the same findings', async () => {
    await runCli(['analyze', '--workspace', workspace, '--quiet'])
    const file = join(folder, 'export.jsonl')
    const elsewhere = join(folder, 'elsewhere.tidemark')
    const exported = (await runJson(['export', '--out', file, '--workspace', workspace])) as {
      spans: number
    }
    const imported = await runImport([file, '--workspace', elsewhere])
    expect(imported.workspace).toMatchObject({ traces: 199, spans: exported.spans })
    expect(imported.sources.map(({ rejected, skipped }) => [rejected, skipped])).toEqual([[0, 0]])
    await runCli(['analyze', '--workspace', elsewhere, '--quiet'])
    expect(await findingsOf(elsewhere)).toEqual(await findingsOf(workspace))
    const { spans, messages, scores } = digestViews(elsewhere)
    expect({ spans, messages, scores }).toEqual({
      spans: digestViews(workspace).spans,
      messages: digestViews(workspace).messages,
      scores: digestViews(workspace).scores,
    })
  })

  test(
    'an import killed at any moment and begun again ends as one that was never killed',
    async () => {
      // Enough for a first batch to be committed long before the end.
      const paths = [sampleFile(folder, 6, 80), ...PATHS]
      const whole = join(folder, 'whole.tidemark')
      const started = performance.now()
      await runImport([...paths, '--workspace', whole])
      const lasted = performance.now() - started

      const killed = join(folder, 'killed.tidemark')
      let kills = 0
      for (let attempt = 0; attempt < 4 * KILLS && kills < KILLS; attempt++) {
        const at = lasted * (0.1 + 0.8 * Math.random())
        const { signal } = await runCli(['import', ...paths, '--workspace', killed], {
          onStart: (child) => void setTimeout(() => child.kill('SIGKILL'), at),
        })
        if (signal === 'SIGKILL' && !isImported(killed)) kills++
        else for (const end of ['', '-wal', '-shm']) rmSync(`${killed}${end}`, { force: true })
      }
      expect(kills).toBe(KILLS)
      await runImport([...paths, '--workspace', killed])
      const expected = digestViews(whole)
      expect(expected.spans.rows).toBeGreaterThan(22_000)
      expect(digestViews(killed)).toEqual(expected)
      expect((await runCli(['doctor', '--verify', '--workspace', killed])).code).toBe(0)
    },
    KILL_TEST_MS,
  )
})
