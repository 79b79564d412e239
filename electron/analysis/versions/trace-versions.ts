import { createHash } from 'node:crypto'
import type { Message } from '../../../shared/model/message.ts'
import type { RecordedSpan, RecordedTrace } from '../../../shared/model/recorded-trace.ts'
import { type FoundVersion, systemPromptOf } from '../../../shared/model/version.ts'
import { agentOf } from '../agent-runs.ts'
import { canonicalArguments } from '../canonical-json.ts'
import { offeredTools } from '../offered-tools.ts'
import { isToolCall, treeOf } from '../span-tree.ts'

/** 16 bytes: two of a million prompts are one with a chance of 10^-27. */
const HASH_LENGTH = 32
/** A longer text of declarations is cut; the hash is of the whole. */
const LONGEST_DETAIL = 256 * 1024
/** Names of models, agents and tools are that short; what is longer is a payload that got into their place. */
const LONGEST_NAME = 400

/** The system prompts, tool sets and models that a trace was made with; each once for every agent that used it. */
export function versionsOf(trace: RecordedTrace): FoundVersion[] {
  const found = new FoundVersions(trace)
  const judged = judgeSpans(trace)
  const calls = trace.spans.filter((span) => span.kind === 'llm' && !judged.has(span))
  const told = calls.some(({ promptVersion }) => promptVersion !== null)
  const inherited = told
    ? null
    : (trace.roots.find((root) => root.promptVersion !== null)?.promptVersion ?? null)
  const [root] = trace.roots
  if (calls.length === 0 && inherited !== null && root !== undefined) found.add(root, 'prompt', '', inherited)
  for (const span of calls) {
    const isMain = (treeOf(trace).run[span.index]?.parent ?? null) === null
    const recorded = span.promptVersion ?? (isMain ? inherited : null)
    const prompt = promptKey(span.inputMessages())
    if (prompt !== null || recorded !== null) found.add(span, 'prompt', prompt ?? '', recorded)
    if (span.modelRequested !== null) found.add(span, 'model', span.modelRequested)
    if (span.modelAnswered !== null) {
      const asked = span.modelRequested
      found.add(span, asked === null ? 'model' : 'answered', span.modelAnswered, asked)
    }
  }
  if (!addOffers(found, trace, calls)) {
    for (const span of trace.spans)
      if (isToolCall(span) && span.toolName !== null && !judged.has(span))
        found.add(span, 'called', span.toolName)
  }
  return found.list
}

/** The tools of each agent as its first and last call declare them; false where no call says which there are. */
function addOffers(found: FoundVersions, trace: RecordedTrace, calls: readonly RecordedSpan[]): boolean {
  const ends = new Map<string | null, { first: RecordedSpan; last: RecordedSpan }>()
  for (const span of calls) {
    const agent = agentOf(trace, span)
    const known = ends.get(agent)
    if (known === undefined) ends.set(agent, { first: span, last: span })
    else known.last = span
  }
  let any = false
  for (const { first, last } of ends.values()) {
    for (const span of first === last ? [first] : [first, last]) {
      const offer = offeredTools(span)
      if (offer === null || offer.size === 0) continue
      any = true
      const { hash, detail } = describeOffer(offer)
      found.add(span, 'tools', hash, null, detail)
    }
  }
  return any
}

type Offer = NonNullable<ReturnType<typeof offeredTools>>

/** Calls with the same declarations share one offer. */
const OFFERS = new WeakMap<Offer, { hash: string; detail: string }>()

/** Names and schemas, in an order that does not depend on the source's. */
function describeOffer(offer: Offer): { hash: string; detail: string } {
  const known = OFFERS.get(offer)
  if (known !== undefined) return known
  const declared = Array.from(offer.values(), ({ name, schema }) => {
    const sorted = schema === null ? 'null' : canonicalArguments(JSON.stringify(schema))
    return { name, schema: JSON.parse(sorted) as unknown }
  }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const text = JSON.stringify(declared, null, 1)
  const described = { hash: hashOf(text), detail: text.slice(0, LONGEST_DETAIL) }
  OFFERS.set(offer, described)
  return described
}

/** Spans of evaluators: what a judge is told is no version of the agent. */
function judgeSpans(trace: RecordedTrace): ReadonlySet<RecordedSpan> {
  const judged = new Set<RecordedSpan>()
  for (const span of treeOf(trace).order)
    if (span.kind === 'evaluator' || (span.parent !== null && judged.has(span.parent))) judged.add(span)
  return judged
}

class FoundVersions {
  readonly list: FoundVersion[] = []
  readonly #trace: RecordedTrace
  readonly #known = new Set<string>()

  constructor(trace: RecordedTrace) {
    this.#trace = trace
  }

  add(
    span: RecordedSpan,
    kind: FoundVersion['kind'],
    key: string,
    recorded: string | null = null,
    detail: string | null = null,
  ): void {
    const agent = agentOf(this.#trace, span)?.trim().slice(0, LONGEST_NAME) || null
    const name = JSON.stringify([kind, key, recorded, agent])
    if (key.length > LONGEST_NAME || this.#known.has(name)) return
    this.#known.add(name)
    this.list.push({ kind, key, agent, spanId: span.spanId, recorded, detail })
  }
}

/** Histories repeat their first message at every call, as one object. */
const KEYS = new WeakMap<Message, string>()

function promptKey(messages: readonly Message[]): string | null {
  const [first, second] = messages
  const isAlone = second === undefined || (second.role !== 'system' && second.role !== 'developer')
  const known = first !== undefined && isAlone ? KEYS.get(first) : undefined
  if (known !== undefined) return known
  const text = systemPromptOf(messages)
  if (text === null) return null
  const key = hashOf(text)
  if (isAlone) KEYS.set(first!, key)
  return key
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH)
}
