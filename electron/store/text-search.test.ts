import { expect, test } from 'vitest'
import { traceQuerySchema } from '../../shared/contract/traces.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { openWriter } from './connection.ts'
import { facetQueries } from './facet-queries.ts'
import { indexNextTraces } from './search-index.ts'
import { selectedTraces } from './selected-traces.ts'
import { quickly } from './text-search.ts'
import { traceQueries } from './trace-queries.ts'

/** Far behind what a preview holds, and behind a call that is not the first. */
const DEEP: Readonly<Record<string, string>> = {
  refund: `${'filler '.repeat(2000)}the REFUND of Öl is on its way`,
  chinese: `${'filler '.repeat(2000)}请退款给客户`,
  // All runs of three letters of "refund of" without the words.
  scattered: `${'filler '.repeat(2000)}ref efu fun und nd d o of`,
  other: 'nothing to see',
}

function workspace({ isIndexed = true } = {}): string {
  const spans = Object.entries(DEEP).flatMap(([name, text]) => {
    const own = makeSpans('agent booking\n  llm chat\n  llm chat\n    > user: Hi', name)
    const last = own.at(-1)
    if (last) last.outputMessages = [{ role: 'assistant', text }]
    return own
  })
  const path = makeWorkspace({ march: [{ path: 'm.jsonl', spans }] })
  if (isIndexed) {
    const writer = openWriter(path, { create: false })
    while (indexNextTraces(writer, null, 1000) !== null);
    writer.close()
  }
  return path
}

const listed = (path: string, filter: string) =>
  traceQueries(openForTest(path)).list(traceQuerySchema.parse({ filter }))
const names = (path: string, filter: string) =>
  listed(path, filter)
    .rows.map(({ traceId }) => traceId)
    .toSorted()

test.each([
  ['"refund of"', ['refund']],
  ['"REFUND OF ÖL"', ['refund']],
  ['refund*way', ['refund']],
  ['退款给', ['chinese']],
  ['refund OR 退款给', ['chinese', 'refund']],
  ['-"refund of" agent:booking', ['chinese', 'other', 'scattered']],
  ['"nd d o"', ['scattered']],
  ['"not in any"', []],
  // The row itself, as before.
  ['scattered', ['scattered']],
  ['chat', ['chinese', 'other', 'refund', 'scattered']],
])(
  '%s finds what any text of a trace holds, in list, count, facets and on the command line',
  (filter, found) => {
    const path = workspace()
    expect(names(path, filter)).toEqual(found)
    const connection = openForTest(path)
    expect(traceQueries(connection).count({ filter })).toEqual({
      count: found.length,
      capped: false,
      unsearched: 0,
    })
    expect(facetQueries(connection).facets({ filter }).counted).toBe(found.length)
    expect(selectedTraces(connection, filter)).toHaveLength(found.length)
  },
)

test('a row tells where its texts hold it, unless the row itself shows it', () => {
  const path = workspace()
  const [row] = listed(path, '"refund of"').rows
  expect(row?.match).toMatchObject({ spanId: 's3', path: 'output_messages.0.text', length: 9 })
  expect(row?.match?.snippet.slice(row.match.snippetAt)).toMatch(/^REFUND of Öl/)
  expect(listed(path, 'scattered').rows[0]?.match).toBeNull()
  expect(listed(path, '').rows.every(({ match }) => match === null)).toBe(true)
})

test('without an index a window looks at the rows and says so, and the command line reads every text', () => {
  const path = workspace({ isIndexed: false })
  const connection = openForTest(path)
  expect(names(path, '"refund of"')).toEqual([])
  expect(traceQueries(connection).count({ filter: '"refund of"' })).toEqual({
    count: 0,
    capped: false,
    unsearched: 4,
  })
  expect(selectedTraces(connection, '"refund of"')).toHaveLength(1)
})

test('what takes too long is told, and goes on where it ended', () => {
  const connection = openForTest(workspace())
  const ask = (milliseconds: number) =>
    quickly(connection.db, milliseconds, () => selectedTraces(connection, '"refund of"').length)
  expect(ask(-1)).toEqual({ value: 0, isOver: true })
  expect(ask(1000)).toEqual({ value: 1, isOver: false })
  expect(ask(-1)).toEqual({ value: 1, isOver: false })
})
