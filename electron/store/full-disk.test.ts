import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inventSpans } from '../testing/invented-spans.ts'
import { readLogically } from '../testing/logical-workspace.ts'
import { importInto, importRecords } from '../testing/store-import.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openWriter } from './connection.ts'
import { beginImport } from './import-writer.ts'

/** Pages the file may still grow by, at some points of an import of 400 traces. */
const ROOM = [0, 1, 3, 8, 20]

test('a full disk stops an import at any point with its own error, and what was there before stays as it was', () => {
  for (const room of ROOM) {
    const path = join(temporaryFolder(), 'w.tidemark')
    importInto(path, 'before', { spans: inventSpans({ from: 0, to: 20 }) })
    const before = readLogically(path)
    const writer = openWriter(path, { create: false })
    const pages = Number(writer.db.pragma('page_count', { simple: true }))
    writer.db.pragma(`max_page_count = ${pages + room}`)
    const running = beginImport(writer, { label: 'too much', batchRecords: 100 })
    const source = running.beginSource({ path: 'x', format: null })
    expect(() => {
      for (const span of inventSpans({ from: 10, to: 400 })) {
        source.span(span, {})
        running.flush()
      }
      running.commit()
    }, `${room} pages`).toThrow(expect.objectContaining({ code: 'disk_full' }))
    running.rollback()
    writer.close()
    const after = openWriter(path, { create: false })
    after.close()
    expect(readLogically(path), `${room} pages`).toEqual(before)
  }
})

test('once there is room again the same import goes through', () => {
  const path = join(temporaryFolder(), 'w.tidemark')
  const writer = openWriter(path, { create: true })
  const pages = Number(writer.db.pragma('page_count', { simple: true }))
  writer.db.pragma(`max_page_count = ${pages + 2}`)
  expect(() => importRecords(writer, 'a', { spans: inventSpans({ from: 0, to: 200 }) })).toThrow(
    expect.objectContaining({ code: 'disk_full' }),
  )
  writer.close()
  const report = importInto(path, 'a', { spans: inventSpans({ from: 0, to: 200 }) })
  expect(report).toMatchObject({ traces: 200, duplicates: 0 })
})
