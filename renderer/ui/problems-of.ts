/** What a zod schema offers here. */
interface Checks {
  safeParse: (value: unknown) => {
    success: boolean
    error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
  }
}

/** The first sentence about each field of a value, by its path joined with dots; empty where all is well. */
export function problemsOf(schema: Checks, value: unknown): Readonly<Record<string, string>> {
  const parsed = schema.safeParse(value)
  const problems: Record<string, string> = {}
  for (const { path, message } of parsed.error?.issues ?? []) problems[path.map(String).join('.')] ??= message
  return problems
}
