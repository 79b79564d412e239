import { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/contract.ts'
import { previewCustom } from '../jobs/preview-custom.ts'
import { openWriter, type ReadConnection, type WriteConnection } from '../store/connection.ts'
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
  /** AppError `workspace_busy` while a job writes. */
  const write = <T>(work: (writer: WriteConnection) => T): T => {
    const writer = openWriter(reader().path, { create: false })
    try {
      return work(writer)
    } finally {
      writer.close()
    }
  }
  return {
    'customCategories.list': () => readCustomCategories(reader()),
    'customCategories.preview': (input) => previewCustom(reader(), input, launch),
    'customCategories.save': (definition) => {
      if (builtIn.has(definition.id))
        throw new AppError('usage', {
          why: `${definition.id} is a category of Tidemark itself; choose another id.`,
        })
      return write((writer) => saveCustomCategory(writer, definition))
    },
    'customCategories.remove': ({ id }) => {
      write((writer) => removeCustomCategory(writer, id))
      return {}
    },
  }
}
