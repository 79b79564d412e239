/** A value bound to a `?`. */
export type SqlValue = string | number | bigint | null

/** A piece of SQL with the values of its `?` in their order. */
export interface SqlPart {
  sql: string
  values: SqlValue[]
}

export function sqlPart(sql: string, ...values: SqlValue[]): SqlPart {
  return { sql, values }
}

/** Joins pieces, e.g. by ` AND `; `empty` stands where there are none. */
export function joinParts(parts: readonly SqlPart[], glue: string, empty: string): SqlPart {
  if (parts.length === 0) return sqlPart(empty)
  if (parts.length === 1 && parts[0]) return parts[0]
  return {
    sql: parts.map((part) => `(${part.sql})`).join(glue),
    values: parts.flatMap((part) => part.values),
  }
}
