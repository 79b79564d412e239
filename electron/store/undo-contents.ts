import type { Undo } from './undo-import.ts'

interface HeldContent {
  id: number
  at: number
  length: number
  heir: number | null
}

/** Texts the import brought go; those other imports use move into a block of the first of them. */
export function undoContents(undo: Undo): void {
  const { db, contents, importId } = undo
  const blocks = db.prepare<[number], number>('SELECT id FROM block WHERE import = ? ORDER BY id').pluck()
  const held = db.prepare<[number], HeldContent>(
    `SELECT id, at, length, (SELECT min(import) FROM content_use WHERE content = content.id) AS heir
     FROM content WHERE block = ? ORDER BY at`,
  )
  db.prepare('DELETE FROM content_use WHERE import = ?').run(importId)
  const remove = db.prepare('DELETE FROM content WHERE id = ?')
  const move = db.prepare('UPDATE content SET block = ?, at = ?, length = ? WHERE id = ?')
  const brought = db.prepare('DELETE FROM content_use WHERE content = ? AND import = ?')
  for (const block of blocks.all(importId)) {
    for (const content of held.all(block)) {
      if (content.heir === null) {
        remove.run(content.id)
        continue
      }
      const writer = undo.writerOf(content.heir)
      writer.put(contents.text(block, content.at, content.length))
      move.run(writer.block, writer.at, writer.length, content.id)
      brought.run(content.id, content.heir)
    }
  }
}
