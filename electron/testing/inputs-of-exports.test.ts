import { describe, expect, test } from 'vitest'
import type { RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { compareInputs, type InputText, placeInputs } from '../drift/inputs/compare-inputs.ts'
import { type InputReference, learnReference } from '../drift/inputs/input-reference.ts'
import { readTraces } from './read-traces.ts'
import { sharedData } from './shared-data.ts'

const TAU2 = sharedData('tau2-bench')
const [CHAT, LITE] = ['chat', 'lite'].map((name) => sharedData(`mini-swe-agent/deepseek_${name}_dev.tar.gz`))

/** What users wrote in a run, in order; a run is drawn as a whole, for its messages are about one thing. */
function asked(traces: readonly RecordedTrace[], messages = Number.POSITIVE_INFINITY): InputText[] {
  return traces.flatMap(({ traceId, spans }) => {
    const longest = spans.map((span) => span.inputMessages()).toSorted((a, b) => b.length - a.length)[0]
    return (longest ?? [])
      .filter(({ role, text }) => role === 'user' && text !== '')
      .slice(0, messages)
      .map(({ text }) => ({ text, block: traceId, stratum: 0 }))
  })
}

function compare(
  before: readonly InputText[],
  after: readonly InputText[],
  reference: InputReference,
  least?: number,
) {
  const [a, b] = [placeInputs(before, reference), placeInputs(after, reference)]
  return compareInputs(a, b, reference, { seed: 1, least })
}

async function ofDomain(domain: 'retail' | 'telecom'): Promise<RecordedTrace[]> {
  const models = ['ft-gpt-4.1-tau2-sft', 'gpt-4.1']
  const read = models.map((model) => readTraces(sharedData(`tau2-bench/${model}_${domain}.json`)!))
  return (await Promise.all(read)).flat()
}

describe.skipIf(TAU2 === null)('runs of two domains', () => {
  test('differ beyond doubt in what users write, and each domain does not differ from itself', async () => {
    const [retail, telecom] = await Promise.all([ofDomain('retail'), ofDomain('telecom')])
    const learned = retail.filter((_, index) => index % 4 === 0)
    const others = retail.filter((_, index) => index % 4 !== 0)
    const reference = learnReference(
      asked(learned).map(({ text }) => text),
      1,
    )
    const [before, after] = [asked(others), asked(telecom)]
    expect(before.length).toBeGreaterThanOrEqual(300)
    const change = compare(before, after, reference)
    expect(change).toMatchObject({ verdict: 'tested', p: 0.0002 })
    if (change.verdict !== 'tested') return
    const named = change.words.map(({ terms }) => terms[0])
    expect(named).toEqual(expect.arrayContaining([expect.stringMatching(/phone|data|mobile/)]))

    const same = [0, 1].map((part) => asked(others.filter((_, index) => index % 2 === part)))
    expect(compare(same[0]!, same[1]!, reference, 50)).toMatchObject({
      p: expect.toSatisfy((p: number) => p > 0.02),
    })
  })

  test('have too few first messages for the watch to say so', async () => {
    const [retail, telecom] = await Promise.all([ofDomain('retail'), ofDomain('telecom')])
    const [before, after] = [asked(retail, 1), asked(telecom, 1)]
    const reference = learnReference(
      before.map(({ text }) => text),
      1,
    )
    expect(compare(before, after, reference)).toMatchObject({
      verdict: 'not_enough',
      texts: [80, 80],
      sentence: expect.stringContaining('at least 300 are needed on each side (220 more)'),
    })
  })
})

test.skipIf(CHAT === null || LITE === null)(
  'the same 23 tasks for two models are too few, and say so',
  async () => {
    const [chat, lite] = await Promise.all([readTraces(CHAT!), readTraces(LITE!)])
    const [before, after] = [asked(chat, 1), asked(lite, 1)]
    const reference = learnReference(
      before.map(({ text }) => text),
      1,
    )
    expect(compare(before, after, reference)).toEqual({
      verdict: 'not_enough',
      texts: [23, 23],
      sentence:
        'Too few inputs to say whether they changed: 23 inputs before and 23 after, at least 300 are needed on each side (277 more).',
    })
  },
)
