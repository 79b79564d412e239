import { expect, test } from 'vitest'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { openWriter } from './connection.ts'
import { indexNextTraces, searchCoverage } from './search-index.ts'
import { searchQueries } from './search-queries.ts'
import { undoFinishedImport } from './undo-import.ts'

const TEXTS = {
  english: 'The refund of "order 17" is ON its way',
  german: 'Öffne die STRASSE, bitte',
  chinese: '请退款给客户，谢谢',
  arabic: 'أريد استرداد أموالي',
  emoji: 'all fine 👍🏽 thanks: sku-17 (a+b) [x] $5',
  greek: 'ΟΔΟΣ και δρόμος',
  long: `${'filler '.repeat(20_000)}needle in the hay`,
}

function workspace(): string {
  const sources = Object.entries(TEXTS).map(([name, text]) => {
    const spans = makeSpans('agent booking\n  llm chat', name)
    const last = spans.at(-1)
    if (last) last.inputMessages = [{ role: 'user', text }]
    return { path: `/data/${name}.jsonl`, spans }
  })
  return makeWorkspace({ one: sources.slice(0, 4), two: sources.slice(4) })
}

function indexAll(path: string): void {
  const connection = openWriter(path, { create: false })
  // One trace a transaction: as where the job is interrupted again and again.
  for (let below: number | null = null; ;) {
    const indexed = indexNextTraces(connection, below, 0)
    if (indexed === null) break
    below = indexed.last
  }
  connection.close()
}

function find(path: string, words: string) {
  const connection = openForTest(path)
  const { find: ask } = searchQueries(connection)
  const all = []
  let read = 0
  for (let cursor: string | undefined; ;) {
    const page = ask({ words, filter: '', limit: 2, cursor })
    all.push(...page.found)
    read += page.read
    if (page.next === null) return { names: all.map(({ traceId }) => traceId).toSorted(), read, found: all }
    cursor = page.next
  }
}

const CASES = [
  ['Refund', 'english'],
  ['"ORDER 17"', 'english'],
  ['öFFNE', 'german'],
  ['strasse', 'german'],
  ['退款给', 'chinese'],
  ['استرداد', 'arabic'],
  ['e 👍🏽', 'emoji'],
  ['οδος', 'greek'],
  ['KU-17 (a+b) [x] $', 'emoji'],
  ['needle in', 'long'],
] as const

test('Words of any language are found whatever their case, with the index as without it', () => {
  const path = workspace()
  for (const [words, name] of CASES) expect([words, find(path, words).names]).toEqual([words, [name]])
  indexAll(path)
  for (const [words, name] of CASES)
    expect([words, find(path, words)]).toMatchObject([words, { names: [name], read: 1 }])
  expect(find(path, 'Offne').names).toEqual([])
})

test('Fewer than three characters are found by reading every trace', () => {
  const path = workspace()
  indexAll(path)
  expect(find(path, '谢谢')).toMatchObject({ names: ['chinese'], read: 7 })
  expect(find(path, '👍')).toMatchObject({ names: ['emoji'], read: 7 })
})

test('A match says in which text of which span it stands, and where', () => {
  const path = workspace()
  indexAll(path)
  const match = find(path, 'needle').found[0]?.match
  expect(match).toMatchObject({ path: 'input_messages.0.text', at: 140_000, length: 6 })
  expect(match?.snippet.slice(match.snippetAt)).toBe('needle in the hay')
  const { inTrace } = searchQueries(openForTest(path))
  const { matches, capped } = inTrace({ traceId: 'long', words: 'FILLER' })
  expect([matches.length, capped, matches[1]?.at]).toEqual([1000, true, 7])
})

test('An import taken back leaves the index, and what came again is in it once', () => {
  const path = workspace()
  indexAll(path)
  const writer = openWriter(path, { create: false })
  undoFinishedImport(writer, 1)
  writer.close()
  expect(find(path, 'refund').names).toEqual([])
  indexAll(path)
  const connection = openForTest(path)
  expect(searchCoverage(connection)).toEqual({ traces: 3, indexed: 3 })
  expect(connection.db.prepare('SELECT count(*) FROM search_part').pluck().get()).toBe(3)
  expect(find(path, 'needle')).toMatchObject({ names: ['long'], read: 1 })
})
