import {
  type CustomCategory,
  type CustomDefinition,
  customFileSchema,
} from '../../../shared/model/custom-category.ts'

/** The file by which categories are handed on, as text; versions count in each workspace for itself. */
export function writeCategoryFile(categories: readonly CustomCategory[]): string {
  const file = {
    tidemark: 'categories',
    categories: categories.map(({ version: _version, ...definition }) => definition),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** The categories of such a file, or a sentence that says what is wrong with it and where. */
export function readCategoryFile(name: string, text: string): CustomDefinition[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return `${name} is not valid JSON.`
  }
  const parsed = customFileSchema.safeParse(value)
  if (parsed.success) return parsed.data.categories
  const [issue] = parsed.error.issues
  const [first, at, ...rest] = issue?.path ?? []
  if (first === 'categories' && typeof at === 'number')
    return `${name}: category ${at + 1}${rest.length > 0 ? `, ${rest.map(String).join('.')}` : ''}: ${issue?.message ?? 'is not understood'}.`
  return `${name} is no file of Tidemark categories: it needs "tidemark": "categories" and a list "categories".`
}
