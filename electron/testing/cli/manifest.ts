import { readFileSync } from 'node:fs'

export interface ManifestRow {
  file: string
  traces: number | null
  spans: number | null
  sha256: string
}

/** The rows of MANIFEST.csv by file, counted by an independent script; null where it did not count. */
export function readManifest(path: string): Map<string, ManifestRow> {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const columns = header.split(',')
  const rows = lines.map((line) => {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []
    const cell = (name: string): string => cells[columns.indexOf(name)]?.replaceAll('"', '') ?? ''
    const count = (name: string): number | null => (cell(name) === '' ? null : Number(cell(name)))
    return { file: cell('file'), traces: count('traces'), spans: count('spans'), sha256: cell('sha256') }
  })
  return new Map(rows.map((row) => [row.file, row]))
}
