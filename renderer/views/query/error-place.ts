/** Where in a query SQLite's message points, as characters; null where it names no place. */
export function errorPlace(sql: string, message: string): { from: number; to: number } | null {
  const named =
    /near "([^"]+)"/.exec(message)?.[1] ??
    /(?:no such (?:column|table|function|view)|ambiguous column name|misuse of aggregate|wrong number of arguments to function): ?"?([^\s"()]+)/.exec(
      message,
    )?.[1]
  if (named === undefined) return null
  // A name is told with its table, and may be written without it.
  const candidates = [named, named.split('.').at(-1) ?? named]
  for (const name of candidates) {
    const from = wordAt(sql, name)
    if (from >= 0) return { from, to: from + name.length }
  }
  return null
}

/** The first place where a name stands as a whole word; -1 where it does not. */
function wordAt(sql: string, name: string): number {
  const isWord = /^\w+$/.test(name)
  for (let from = sql.indexOf(name); from >= 0; from = sql.indexOf(name, from + 1)) {
    const around = `${sql[from - 1] ?? ' '}${sql[from + name.length] ?? ' '}`
    if (!isWord || !/\w/.test(around)) return from
  }
  return -1
}
