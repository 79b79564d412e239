// Run as a process of its own: imports invented traces FROM..TO into PATH, a line on standard output for every batch.
import { openWriter } from '../store/connection.ts'
import { beginImport } from '../store/import-writer.ts'
import { inventSpans } from './invented-spans.ts'

const [path = '', from, to] = process.argv.slice(2)
const writer = openWriter(path, { create: true })
const running = beginImport(writer, { label: 'child', batchRecords: 60 })
const source = running.beginSource({ path: 'child.jsonl', format: 'otlp-json' })
let read = 0
for (const span of inventSpans({ from: Number(from), to: Number(to) })) {
  read += 1
  source.span(span, { line: read })
  if (read % 60 === 0) console.log(read)
  running.flush()
}
source.finish({
  sha256: '',
  bytes: 0,
  read,
  accepted: read,
  rejected: 0,
  skipped: 0,
  seconds: 0,
  problems: [],
})
running.commit()
writer.close()
console.log('done')
