import { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/contract.ts'
import { previewCustom } from '../jobs/preview-custom.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import { readCustomCategories, removeCustomCategory, saveCustomCategory } from '../store/custom-categories.ts'
import type { LaunchQuery } from '../store/query-child.ts'

interface CustomDeps {
  reader: () => ReadConnection
  launch?: LaunchQuery
  /** Ids of the categories that come with the program. */
  builtIn: ReadonlySet<string>
}

type Methods =
  | 'customCategories.list'
  | 'customCategories.preview'
  | 'customCategories.save'
  | 'customCategories.remove'

export function customCategoryHandlers({ reader, launch, builtIn }: CustomDeps): Pick<Handlers, Methods> {
  return {
    'customCategories.list': () => readCustomCategories(reader()),
    'customCategories.preview': (input) => previewCustom(reader(), input, launch),
    'customCategories.save': (definition) => {
      if (builtIn.has(definition.id))
        throw new AppError('usage', {
          why: `${definition.id} is a category of Tidemark itself; choose another id.`,
        })
      return writeDurably(reader(), (writer) => saveCustomCategory(writer, definition))
    },
    'customCategories.remove': ({ id }) => {
      writeDurably(reader(), (writer) => removeCustomCategory(writer, id))
      return {}
    },
  }
}
