import { parseSync } from 'oxc-parser'

/** A node of the syntax tree as it is looked at here: its type, and whatever else it has. */
export interface SyntaxNode {
  type: string
  [key: string]: unknown
}

/** Every node of a source file. Throws where it does not parse. */
export function syntaxNodes(path: string, text: string): SyntaxNode[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse`)
  const nodes: SyntaxNode[] = []
  const open: unknown[] = [program]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isNode(value)) nodes.push(value)
    open.push(...Object.values(value))
  }
  return nodes
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** `a.b.c` of a chain of names; an empty text for anything else. */
export function dottedName(value: unknown): string {
  if (!isNode(value)) return ''
  if (value.type === 'Identifier') return String(value.name)
  if (value.type !== 'MemberExpression' || value.computed === true) return ''
  return `${dottedName(value.object)}.${dottedName(value.property)}`
}
