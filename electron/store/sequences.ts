import type { Database } from 'better-sqlite3'

/** The next ids to give. They only grow, also over an undone import: what a reader has cached stays true. */
export interface Sequences {
  block: number
  content: number
}

const KEYS = { block: 'next_block', content: 'next_content' } as const

export function loadSequences(db: Database): Sequences {
  const value = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
  return { block: Number(value.get(KEYS.block) ?? 1), content: Number(value.get(KEYS.content) ?? 1) }
}

export function saveSequences(db: Database, sequences: Sequences): void {
  const save = db.prepare(
    'INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  save.run(KEYS.block, String(sequences.block))
  save.run(KEYS.content, String(sequences.content))
}
