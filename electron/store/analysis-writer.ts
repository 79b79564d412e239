import type { Statement } from 'better-sqlite3'
import type { CategoryClass, Finding } from '../../shared/model/finding.ts'
import type { FoundVersion } from '../../shared/model/version.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'
import { versionUses } from './version-uses.ts'

/** A category in the version of its rule that looked at traces. */
export interface Rule {
  id: string
  version: number
  class: CategoryClass
}

/** What the rules found in one trace: a character a rule (f fired, n not fired, - not evaluable) and the proofs. */
export interface AnalysedTrace {
  /** Internal id. */
  trace: number
  verdicts: string
  findings: readonly Finding[]
  versions?: readonly FoundVersion[]
}

const STALE = `
  SELECT trace.id FROM trace LEFT JOIN analysis ON analysis.trace = trace.id
  WHERE trace.id > ? AND (analysis.trace IS NULL OR analysis.rules <> ? OR analysis.revision < trace.revision)
  ORDER BY trace.id LIMIT ?`

/** How the rules of a run are named: `tool_error@1`. */
export function ruleNames(rules: readonly Rule[]): string[] {
  return rules.map((rule) => `${rule.id}@${rule.version}`)
}

/** Internal ids above `after` of traces that these rules have not seen as they are now, in order; at most `limit`. */
export function staleTraces(
  { db }: ReadConnection,
  rules: readonly Rule[],
  { after = 0, limit = 1000 }: { after?: number; limit?: number } = {},
): number[] {
  const names = JSON.stringify(ruleNames(rules))
  const set = db.prepare<[string], number>('SELECT id FROM rule_set WHERE rules = ?').pluck().get(names) ?? -1
  return db.prepare<[number, number, number], number>(STALE).pluck().all(after, set, limit)
}

/** How many traces these rules have not seen as they are now. */
export function countStaleTraces({ db }: ReadConnection, rules: readonly Rule[]): number {
  const names = JSON.stringify(ruleNames(rules))
  return (
    db
      .prepare<[string], number>(
        `SELECT count(*) FROM trace LEFT JOIN analysis ON analysis.trace = trace.id
         WHERE analysis.trace IS NULL OR analysis.revision < trace.revision
           OR analysis.rules IS NOT (SELECT id FROM rule_set WHERE rules = ?)`,
      )
      .pluck()
      .get(names) ?? 0
  )
}

/**
 * Writes what the rules found in some traces, in one transaction. Findings of the same rule versions are replaced;
 * those of other versions of the rules stay, no longer current. Traces that are gone are passed over.
 */
export function writeAnalysis(
  connection: WriteConnection,
  rules: readonly Rule[],
  batch: readonly AnalysedTrace[],
): void {
  const { db, path } = connection
  withWorkspaceErrors(path, () => db.transaction(() => writeBatch(connection, rules, batch)).immediate())
}

function writeBatch({ db }: WriteConnection, rules: readonly Rule[], batch: readonly AnalysedTrace[]): void {
  const names = JSON.stringify(ruleNames(rules))
  db.prepare('INSERT INTO rule_set(rules) VALUES (?) ON CONFLICT DO NOTHING').run(names)
  const set = db.prepare<[string], number>('SELECT id FROM rule_set WHERE rules = ?').pluck().get(names)
  const categories = writeCategories({ db }, rules)
  const signatures = signatureIds({ db })
  const revision = db.prepare<[number], number>('SELECT revision FROM trace WHERE id = ?').pluck()
  const own = JSON.stringify([...categories.values()])
  const replace = db.prepare(
    'DELETE FROM finding WHERE trace = ? AND category IN (SELECT value FROM json_each(?))',
  )
  const retire = db.prepare(
    `UPDATE finding SET current = 0 WHERE trace = ? AND current = 1 AND category IN
       (SELECT id FROM category WHERE name IN (SELECT value FROM json_each(?)))`,
  )
  const ids = JSON.stringify(rules.map((rule) => rule.id))
  const insert = db.prepare(
    `INSERT INTO finding(trace, category, span_id, blame_span_id, class, signature, evidence)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const analysed = db.prepare(
    'INSERT OR REPLACE INTO analysis(trace, rules, revision, verdicts) VALUES (?, ?, ?, ?)',
  )
  const use = versionUses({ db })
  for (const { trace, verdicts, findings, versions = [] } of batch) {
    const seen = revision.get(trace)
    if (seen === undefined) continue
    replace.run(trace, own)
    retire.run(trace, ids)
    for (const found of findings) {
      const category = categories.get(`${found.category}@${found.version}`)
      if (category === undefined)
        throw new Error(`a finding of ${found.category}@${found.version}, which is no rule of the run`)
      const { spanId, blameSpanId, class: classed, evidence } = found
      const signature = signatures(found.category, found.signature.toWellFormed())
      insert.run(trace, category, spanId, blameSpanId, classed, signature, JSON.stringify(evidence))
    }
    use(trace, versions)
    analysed.run(trace, set, seen, verdicts)
  }
}

/** The rows of the rules, by name (`tool_error@1`). */
function writeCategories({ db }: Pick<WriteConnection, 'db'>, rules: readonly Rule[]): Map<string, number> {
  const insert = db.prepare(
    `INSERT INTO category(name, version, class) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET class = excluded.class WHERE class <> excluded.class`,
  )
  const find: Statement<[string, number], number> = db
    .prepare<[string, number], number>('SELECT id FROM category WHERE name = ? AND version = ?')
    .pluck()
  return new Map(
    rules.map(({ id, version, class: classed }) => {
      insert.run(id, version, classed)
      return [`${id}@${version}`, find.get(id, version) ?? 0]
    }),
  )
}

function signatureIds({ db }: Pick<WriteConnection, 'db'>): (category: string, text: string) => number {
  const insert = db.prepare('INSERT INTO signature(category, text) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const find = db
    .prepare<[string, string], number>('SELECT id FROM signature WHERE category = ? AND text = ?')
    .pluck()
  return (category, text) => {
    const known = find.get(category, text)
    return known ?? Number(insert.run(category, text).lastInsertRowid)
  }
}

/** Makes every trace stale again; findings stay until the rules have looked anew. */
export function forgetAnalysis({ db, path }: WriteConnection): void {
  withWorkspaceErrors(path, () => db.exec('DELETE FROM analysis'))
}
