import { hash as hashOf } from 'node:crypto'
import { openReader } from './connection.ts'
import { ESCAPED } from './content-reader.ts'

export interface IntegrityCheck {
  name: string
  ok: boolean
  detail: string
}

/** SQLite's own check of the file, and what is in it. AppError where it cannot be opened. */
export function checkIntegrity(path: string): IntegrityCheck[] {
  const connection = openReader(path)
  try {
    const { db } = connection
    const problems = db.pragma('quick_check(10)', { simple: false }) as { quick_check: string }[]
    const ok = problems.length === 1 && problems[0]?.quick_check === 'ok'
    const { sqlite, version } = db
      .prepare<[], { sqlite: string; version: number }>(
        'SELECT sqlite_version() AS sqlite, (SELECT user_version FROM pragma_user_version) AS version',
      )
      .get() ?? { sqlite: '', version: 0 }
    const running = db.prepare("SELECT count(*) FROM import WHERE state = 'running'").pluck().get()
    return [
      { name: 'sqlite', ok: true, detail: sqlite },
      {
        name: 'workspace',
        ok,
        detail: `${path}, schema ${version}, ${problems.map((row) => row.quick_check).join('; ')}`,
      },
      { name: 'unfinished imports', ok: true, detail: String(running) },
    ]
  } finally {
    connection.close()
  }
}

/** Hashes every stored content again. */
export function verifyContents(path: string): IntegrityCheck {
  const connection = openReader(path)
  try {
    const { db, contents } = connection
    let checked = 0
    let wrong = 0
    const rows = db.prepare<[], { hash: Buffer; block: number; at: number; length: number }>(
      'SELECT hash, block, at, length FROM content ORDER BY block, at',
    )
    for (const { hash, block, at, length } of rows.iterate()) {
      checked++
      if (!isIntact(hash, () => contents.text(block, at, length))) wrong++
    }
    return { name: 'contents', ok: wrong === 0, detail: `${checked} hashed again, ${wrong} differ` }
  } finally {
    connection.close()
  }
}

/** The stored hash is of the first bytes of sha256 over the stored form of the text. */
function isIntact(digest: Buffer, read: () => string): boolean {
  try {
    const text = read()
    const bytes = text.isWellFormed()
      ? Buffer.from(text)
      : Buffer.concat([Buffer.of(ESCAPED), Buffer.from(JSON.stringify(text))])
    return hashOf('sha256', bytes, 'buffer').subarray(0, digest.length).equals(digest)
  } catch {
    return false
  }
}
