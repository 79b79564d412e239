import { z } from 'zod'

const KEY = 'tidemark.query-history'
const MOST = 30
const listSchema = z.array(z.string()).catch([])

/** The last queries run on this machine, the newest first. */
export function readHistory(): string[] {
  try {
    return listSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

/** Puts a query first; one that was run before moves there. */
export function rememberQuery(sql: string): string[] {
  const list = [sql, ...readHistory().filter((other) => other !== sql)].slice(0, MOST)
  localStorage.setItem(KEY, JSON.stringify(list))
  return list
}
