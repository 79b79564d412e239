import type { Handlers } from '../../shared/contract.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import { listSavedViews, removeView, saveView } from '../store/saved-view-store.ts'

interface SavedViewDeps {
  reader: () => ReadConnection
}

type Methods = 'savedViews.list' | 'savedViews.save' | 'savedViews.remove'

export function savedViewHandlers({ reader }: SavedViewDeps): Pick<Handlers, Methods> {
  return {
    'savedViews.list': () => listSavedViews(reader()),
    'savedViews.save': (view) => writeDurably(reader(), (writer) => saveView(writer, view)),
    'savedViews.remove': ({ name }) => {
      writeDurably(reader(), (writer) => removeView(writer, name))
      return {}
    },
  }
}
