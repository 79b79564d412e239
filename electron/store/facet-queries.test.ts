import { expect, test } from 'vitest'
import { filterTerm } from '../../shared/filter/filter-term.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { facetQueries } from './facet-queries.ts'
import { traceQueries } from './trace-queries.ts'

const TRACES = [
  `agent booking env=prod
     llm chat gpt-4o -> gpt-4o provider=openai
     tool search status=error
     tool search`,
  `agent booking env=staging
     llm chat gpt-4o -> gpt-4o provider=openai
     tool search
     tool pay`,
  `agent support
     llm chat claude-sonnet-4 -> claude-sonnet-4 provider=anthropic`,
]

function open() {
  const spans = TRACES.flatMap((text, index) => makeSpans(text, `t${index}`))
  return openForTest(makeWorkspace({ march: [{ path: '/data/march.jsonl', spans }] }))
}

test('traces are counted by their values, one with two calls of a tool once', () => {
  const { facets, counted, capped } = facetQueries(open()).facets({ filter: '' })
  expect({ counted, capped }).toEqual({ counted: 3, capped: false })
  const told = Object.fromEntries(
    facets.map(({ field, values }) => [field, values.map(({ value, count }) => `${value} ${count}`)]),
  )
  expect(told).toMatchObject({
    agent: ['booking 2', 'support 1'],
    tool: ['search 2', 'pay 1'],
    env: ['prod 1', 'staging 1'],
    provider: ['openai 2', 'anthropic 1'],
    import: ['march 3'],
  })
})

test('each value, put into the filter, selects as many traces as were counted', () => {
  const connection = open()
  for (const filter of ['', 'tool:search', '-env:staging']) {
    for (const { field, values } of facetQueries(connection).facets({ filter }).facets) {
      for (const { value, count } of values) {
        const narrowed = `${filter} ${filterTerm(field, value)}`
        expect({ narrowed, count: traceQueries(connection).count({ filter: narrowed }).count }).toEqual({
          narrowed,
          count,
        })
      }
    }
  }
})
