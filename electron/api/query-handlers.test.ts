import { expect, test } from 'vitest'
import { methods, type Handlers, type MethodName } from '../../shared/contract.ts'
import { makeSpans } from '../testing/make-trace.ts'
import { makeWorkspace, openForTest } from '../testing/query-workspace.ts'
import { categoryHandlers } from './categories.ts'
import { importQueryHandlers } from './import-queries.ts'
import { queryHandlers } from './query.ts'
import { shiftHandlers } from './shifts.ts'
import { traceHandlers } from './traces.ts'
import { workspaceHandlers } from './workspace.ts'

const CATALOGUE = [
  {
    id: 'loop',
    name: 'Loop',
    definition: 'Does the same again.',
    class: 'S' as const,
    version: 1,
    evaluate: () => null,
  },
]

function open() {
  const path = makeWorkspace({
    march: [
      {
        path: 'm.jsonl',
        spans: makeSpans('agent booking\n  llm chat gpt-4o\n    > user: Hi\n    < assistant: Ho', 't1'),
      },
    ],
  })
  const connection = openForTest(path)
  const reader = () => connection
  const { 'query.save': _save, 'query.remove': _remove, ...reading } = queryHandlers({ reader })
  return {
    ...workspaceHandlers({ reader, appVersion: '1.2.3', host: 'browser', catalogue: () => CATALOGUE }),
    ...categoryHandlers({ reader, catalogue: () => CATALOGUE }),
    ...shiftHandlers({ reader }),
    ...importQueryHandlers({ reader }),
    ...traceHandlers({ reader }),
    ...reading,
  } satisfies Partial<Handlers>
}

const INPUTS = {
  'workspace.info': {},
  'workspace.standing': {},
  'imports.list': {},
  'imports.formats': {},
  'shifts.list': { segment: 'booking × gpt-4o' },
  'shifts.health': { from: '2026-03-01' },
  'categories.catalogue': {},
  'categories.series': {},
  'categories.signatures': { category: 'loop' },
  'categories.segments': { category: 'loop' },
  'categories.reclassified': {},
  'governance.overview': {},
  'traces.list': { filter: 'agent:booking' },
  'traces.count': {},
  'traces.neighbours': { traceId: 't1' },
  'trace.get': { traceId: 't1' },
  'trace.conversation': { traceId: 't1' },
  'trace.span': { traceId: 't1', spanId: 's2' },
  'trace.text': { traceId: 't1', spanId: 's2', path: 'input_messages.0.text', from: 0, length: 10 },
  'trace.find': { traceId: 't1', spanId: 's2', path: 'input_messages.0.text', text: 'a' },
  'trace.mistake': { traceId: 't1' },
  'trace.prints': { traceId: 't1' },
  'trace.similar': { traceId: 't1' },
  'trace.diff': {
    side: 'input',
    before: { traceId: 't1', spanId: 's1' },
    after: { traceId: 't1', spanId: 's2' },
  },
  'trace.copy': { traceId: 't1', as: 'json' },
  'trace.record': { traceId: 't1', spanId: 's2' },
  'traces.facets': {},
  'query.run': { sql: 'SELECT count(*) FROM traces' },
  'query.cancel': { run: 'none' },
  'query.saved': {},
} satisfies Partial<Record<MethodName, object>>

async function ask(handlers: ReturnType<typeof open>, name: keyof typeof INPUTS): Promise<unknown> {
  const handle: (input: never) => unknown = handlers[name]
  return handle(methods[name].input.parse(INPUTS[name]) as never)
}

test('every reading method answers in the shape of the contract, with nothing beside it', async () => {
  const handlers = open()
  const names = Object.keys(INPUTS) as (keyof typeof INPUTS)[]
  expect(Object.keys(handlers).toSorted()).toEqual(names.toSorted())
  const answers = await Promise.all(names.map((name) => ask(handlers, name)))
  for (const [index, name] of names.entries()) {
    // A key the contract does not know would be dropped by the schema.
    expect({ name, answer: methods[name].output.parse(answers[index]) }).toEqual({
      name,
      answer: answers[index],
    })
  }
})

test('the info names the file, the version and the host', async () => {
  const handlers = open()
  expect(await handlers['workspace.info']({})).toMatchObject({
    name: 'w.tidemark',
    appVersion: '1.2.3',
    host: 'browser',
    traces: 1,
    spans: 2,
    imports: 1,
    staleTraces: 1,
  })
})
