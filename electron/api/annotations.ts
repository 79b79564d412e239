import type { Handlers } from '../../shared/contract.ts'
import { addAnnotations, annotationsOf, setAnnotationsUndone } from '../store/annotation-store.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import { readAgreement, readLabels, writeLabelKeys } from '../store/label-queries.ts'

interface AnnotationDeps {
  reader: () => ReadConnection
}

type Methods =
  | 'annotations.of'
  | 'annotations.add'
  | 'annotations.setUndone'
  | 'annotations.labels'
  | 'annotations.setKeys'
  | 'annotations.agreement'

const now = (): number => Date.now() * 1000

export function annotationHandlers({ reader }: AnnotationDeps): Pick<Handlers, Methods> {
  return {
    'annotations.of': (target) => annotationsOf(reader(), target),
    'annotations.add': ({ annotations }) => ({
      ids: writeDurably(reader(), (writer) => addAnnotations(writer, annotations, now())),
    }),
    'annotations.setUndone': ({ ids, undone }) => {
      writeDurably(reader(), (writer) => setAnnotationsUndone(writer, ids, undone, now()))
      return {}
    },
    'annotations.labels': () => readLabels(reader()),
    'annotations.setKeys': ({ labels }) => {
      writeDurably(reader(), (writer) => writeLabelKeys(writer, labels))
      return {}
    },
    'annotations.agreement': () => readAgreement(reader()),
  }
}
