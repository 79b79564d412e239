import type { Handlers } from '../../shared/contract.ts'
import { openWriter, type ReadConnection, type WriteConnection } from '../store/connection.ts'
import { listSavedViews, removeView, saveView } from '../store/saved-view-store.ts'

interface SavedViewDeps {
  reader: () => ReadConnection
}

type Methods = 'savedViews.list' | 'savedViews.save' | 'savedViews.remove'

export function savedViewHandlers({ reader }: SavedViewDeps): Pick<Handlers, Methods> {
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
    'savedViews.list': () => listSavedViews(reader()),
    'savedViews.save': (view) => write((writer) => saveView(writer, view)),
    'savedViews.remove': ({ name }) => {
      write((writer) => removeView(writer, name))
      return {}
    },
  }
}
