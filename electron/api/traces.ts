import type { Handlers } from '../../shared/contract.ts'
import type { tracePartMethods } from '../../shared/contract/trace-parts.ts'
import type { ReadConnection } from '../store/connection.ts'
import { facetQueries } from '../store/facet-queries.ts'
import { traceDetailQueries } from '../store/trace-detail-queries.ts'
import { traceQueries } from '../store/trace-queries.ts'
import { tracePartHandlers } from './trace-parts.ts'

interface TraceDeps {
  reader: () => ReadConnection
}

type Methods =
  | 'traces.list'
  | 'traces.count'
  | 'traces.neighbours'
  | 'traces.facets'
  | 'trace.get'
  | 'trace.conversation'
  | 'trace.span'
  | 'trace.text'
  | keyof typeof tracePartMethods

export function traceHandlers({ reader }: TraceDeps): Pick<Handlers, Methods> {
  return {
    'traces.list': (query) => traceQueries(reader()).list(query),
    'traces.count': (query) => traceQueries(reader()).count(query),
    'traces.neighbours': (query) => traceQueries(reader()).neighbours(query),
    'traces.facets': (query) => facetQueries(reader()).facets(query),
    'trace.get': (input) => traceDetailQueries(reader()).get(input),
    'trace.conversation': (input) => traceDetailQueries(reader()).conversation(input),
    'trace.span': (input) => traceDetailQueries(reader()).span(input),
    'trace.text': (input) => traceDetailQueries(reader()).text(input),
    ...tracePartHandlers({ reader }),
  }
}
