import { expect, test } from 'vitest'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { emptySpan } from '../../shared/model/span.ts'
import type { Span } from '../../shared/model/span.ts'
import { makeTrace, traceFromSpans } from '../testing/make-trace.ts'
import type { Category } from './category.ts'
import { evidenceValue } from './evidence.ts'
import { normalsFrom } from './learn.ts'
import { CATEGORIES } from './registry.ts'
import { FINDING_LIMIT, runCategories } from './run-categories.ts'
import { SIGNATURE_LENGTH } from './signature.ts'

const BUSY = `
  agent run status=error message="RateLimitError: 429 Too Many Requests"
    llm plan gpt-4o -> gpt-4o-mini finish=length out=10
      < call search {"q":"x"} id=c1
    tool search call=c1 input={"q":"x"} output={"ok":false,"error":"upstream 503"}
    tool search input={"q":"x"} output={"ok":false,"error":"upstream 503"}
    tool search input={"q":"x"} output={"ok":false,"error":"upstream 503"}
    tool lookup output=[]
    tool read status=error message="ENOENT: no such file" error=ENOENT
    tool fetch status=error message="Request timed out"
    tool crm status=error http.response.status_code=401
    llm answer gpt-4o status=error message="prompt is too long"
    llm again gpt-4o status=error message="RateLimitError: 429 Too Many Requests"
    tool lost parent=gone`

/** What no run can do that also succeeds or answers: several in one trace. */
const ASTRAY = `
  agent lost error=MaxTurnsExceeded status=error message="Max turns (2) exceeded"
    llm ask gpt-4.1 gen_ai.tool.definitions=[{"name":"weather","parameters":{"type":"object","properties":{},"required":["city"]}}]
      < call weather {} id=c1
      < call erase {} id=c2
  agent guess smolagents.tools_names=["find_rows"]
    llm guess finish=stop
      > system: Your answer must be at most 3 words.
      > user: Where is my order W12 now?
      > assistant: Here.
      > user: Where is my order W12 now?
      < assistant: "I'm sorry, but I cannot help. Assuming it is lost I will use find_rows next"
  agent format
    llm json gen_ai.output.type=json finish=stop
      < assistant: five
    llm silent finish=stop out=0
      < assistant: ""
  agent sums
    llm look
      < call look_up {}
    tool look_up output="price: 1250"
    tool run status=error message="No module named numpy"
    llm tell
      < assistant: It costs 1349.
  agent desk
${'    llm hand agent=a\n      < call transfer_to_b {}\n    llm hand agent=b\n      < call transfer_to_a {}\n'.repeat(3)}`

test('every category fires on traces that hold everything, with evidence whose ranges are true', () => {
  const fired = new Set([BUSY, ASTRAY].flatMap((text) => checkedFindings(makeTrace(text))))
  const missing = CATEGORIES.map(({ id }) => id).filter((id) => !fired.has(id))
  expect(missing).toEqual([])
})

/** Ids of the categories that fired, after everything a finding promises was checked. */
function checkedFindings(trace: RecordedTrace): string[] {
  const normals = normalsFrom(new Map(), { evaluated: true })
  const { verdicts, findings, errors } = runCategories(trace, { normals })
  expect(errors).toEqual([])
  expect(verdicts.map(({ category }) => category)).toEqual(CATEGORIES.map(({ id }) => id))
  for (const { evidence, signature, spanId } of findings) {
    expect(evidence.length).toBeGreaterThan(0)
    expect(signature).not.toBe('')
    expect(trace.spans.some((span) => span.spanId === spanId)).toBe(true)
    for (const { spanId: at, path, text, start, end } of evidence) {
      const value = evidenceValue(
        trace.spans.find((span) => span.spanId === at)!,
        path,
      )
      expect(value).not.toBeNull()
      expect(start === null || end === null ? value : value!.slice(start, end)).toBe(text)
    }
  }
  return findings.map(({ category }) => category)
}

test('a trace in which all went well fires nothing', () => {
  const { verdicts, findings } = runCategories(
    makeTrace(`
      agent run
        llm plan gpt-4o -> gpt-4o-2024-08-06 finish=tool_calls out=10
        tool search status=ok input={"q":"x"} output={"rows":[1]}
        llm answer gpt-4o -> gpt-4o-2024-08-06 finish=stop out=10`),
  )
  expect(findings).toEqual([])
  const unclear = verdicts.filter(({ verdict }) => verdict === 'not_evaluable')
  // Nothing was said, demanded or handed over there.
  expect(unclear.length).toBeLessThan(CATEGORIES.length / 2)
  expect(verdicts.every(({ verdict }) => verdict !== 'fired')).toBe(true)
})

test('a trace of plain services is not evaluable but for its own completeness', () => {
  const { verdicts } = runCategories(
    makeTrace(
      'other GET / status=error http.status_code=500\n  other SELECT status=error message="timed out"',
    ),
  )
  expect(
    verdicts.filter(({ verdict }) => verdict !== 'not_evaluable').map(({ category }) => category),
  ).toEqual(['trace_incomplete'])
})

test('a category that throws is not evaluable and listed, the others go on', () => {
  const broken: Category = {
    id: 'broken',
    name: 'Broken',
    definition: '',
    class: 'F',
    version: 3,
    evaluate: () => {
      throw new TypeError('no such thing')
    },
  }
  const trace = makeTrace(BUSY, 't9')
  const { verdicts, errors, findings } = runCategories(trace, { categories: [broken, ...CATEGORIES] })
  expect(verdicts[0]).toMatchObject({ category: 'broken', version: 3, verdict: 'not_evaluable' })
  expect(verdicts[0]?.why).toContain('no such thing')
  expect(errors).toEqual([{ category: 'broken', traceId: 't9', message: 'no such thing' }])
  expect(findings.length).toBeGreaterThan(10)
})

test('only the named categories are run', () => {
  const { verdicts } = runCategories(makeTrace(BUSY), { only: new Set(['timeout', 'tool_error']) })
  expect(verdicts.map(({ category }) => category)).toEqual(['tool_error', 'timeout'])
})

const signatures = (text: string) => runCategories(makeTrace(text)).findings.map(({ signature }) => signature)

test('the signatures do not depend on ids and times', () => {
  const moved = BUSY.replaceAll(/tool (\w+)/g, 'tool $1 at=99000').replaceAll('c1', 'c77')
  expect(signatures(moved).toSorted()).toEqual(signatures(BUSY).toSorted())
})

test('ids and names are in order: unique, in lower case, with a sentence that ends', () => {
  expect(new Set(CATEGORIES.map(({ id }) => id)).size).toBe(CATEGORIES.length)
  for (const { id, definition } of CATEGORIES) {
    expect(id).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
    expect(definition).toMatch(/\.$/)
  }
})

/** Every span fails, each under the one before it, with a payload of 20 MB in the middle and hostile text all over. */
function hostileSpans(count: number): Span[] {
  const traps = [
    "'".repeat(4000),
    '{"a":'.repeat(2000),
    'Error: '.repeat(1000),
    'timeout '.repeat(1000),
    '\\"'.repeat(3000),
  ]
  return Array.from({ length: count }, (_, at) => {
    const span = emptySpan('t', `s${at}`)
    span.parentSpanId = at === 0 ? null : `s${at - 1}`
    span.kind = (['chain', 'llm', 'tool', 'other', 'retrieval'] as const)[at % 5]!
    span.name = `n${at}`
    span.startUs = at
    span.durationNs = 1e9
    span.status = at % 3 === 0 ? 'error' : 'unset'
    span.statusMessage = at % 3 === 0 ? `${traps[at % traps.length]} ${at}` : null
    span.toolName = span.kind === 'tool' ? `tool${at % 7}` : null
    span.inputKey = 'i'
    span.outputKey = 'o'
    span.attributes = new Map([
      ['i', '{"q":1}'],
      ['o', at === count >> 1 ? `{"x":"${'\\"{['.repeat(5_000_000)}` : traps[at % traps.length]!],
    ])
    return span
  })
}

test('20,000 failing spans in one another, and an output of 20 MB, come to an end with bounded findings', () => {
  const { verdicts, findings, errors } = runCategories(traceFromSpans(hostileSpans(20_000)))
  expect(errors).toEqual([])
  expect(verdicts).toHaveLength(CATEGORIES.length)
  const counts = Map.groupBy(findings, ({ category }) => category)
  for (const [, found] of counts) expect(found.length).toBeLessThanOrEqual(FINDING_LIMIT)
  expect(Math.max(...findings.map(({ signature }) => signature.length))).toBeLessThanOrEqual(SIGNATURE_LENGTH)
})

test('attributes of an experiment that give the answer away are never read', () => {
  const trace = makeTrace(`
    agent run
      llm plan gpt-4o fault.injected=true task.expected_result="46.13"
      tool search fault.injected=true fault.mode=timeout output={"ok":false}
      retrieval docs fault.injected=true output=[]`)
  const read = new Set<string>()
  for (const span of trace.spans) {
    const original = span.attribute.bind(span)
    Object.assign(span, {
      attribute: (key: string) => {
        read.add(key)
        return original(key)
      },
    })
  }
  expect(runCategories(trace).findings.length).toBeGreaterThan(0)
  expect(read).toContain('error.type')
  expect([...read].filter((key) => /^(?:fault|task|experiment)\b/.test(key))).toEqual([])
})
