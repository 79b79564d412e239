import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { blankEchoes, cut, isExceptionEvent, readEchoes, readErrorFields } from './error-fields.ts'
import type { ErrorField } from './error-fields.ts'
import { readErrorPayload } from './error-payload.ts'
import type { ErrorPayload } from './error-payload.ts'
import { readHttpStatus } from './http-status.ts'
import type { ErrorStatus } from './http-status.ts'
import { isCall, isToolCall, treeOf } from './span-tree.ts'

/** One thing that went wrong, counted once however many spans repeat it. */
export interface Failure {
  /** The deepest span that carries it. */
  span: RecordedSpan
  /** Ancestors that repeat it, nearest first. */
  repeatedBy: readonly RecordedSpan[]
  /** The call that failed: the model or tool call among the spans above; null for a step or a service of its own. */
  call: RecordedSpan | null
  /** False where no span says so and only the output of a tool is an error. */
  declared: boolean
  /** True where it happened inside a call that went on and ended well (a client's own retry). */
  handled: boolean
  payload: ErrorPayload | null
  status: ErrorStatus | null
  /** Error texts of the span and of the call around it, the call's own input blanked out. */
  fields: readonly ErrorField[]
}

const FAILURES = new WeakMap<RecordedTrace, readonly Failure[]>()

/** Everything that went wrong in the agent's part of the trace, in order of the spans. */
export function failuresOf(trace: RecordedTrace): readonly Failure[] {
  let failures = FAILURES.get(trace)
  if (failures === undefined) {
    failures = readFailures(trace)
    FAILURES.set(trace, failures)
  }
  return failures
}

/** The span of a failure and those that repeat it, deepest first. */
export function spansOf({ span, repeatedBy }: Pick<Failure, 'span' | 'repeatedBy'>): RecordedSpan[] {
  return [span].concat(repeatedBy)
}

interface ErrorChain {
  span: RecordedSpan
  repeatedBy: RecordedSpan[]
}

function readFailures(trace: RecordedTrace): Failure[] {
  const tree = treeOf(trace)
  const chains = readErrorChains(trace).filter(
    // A database or web server beside the agent is not what this is about; what the benchmark's user calls neither.
    ({ span }) => tree.inAgent[span.index] && tree.call[span.index]?.requestedBy !== 'user',
  )
  const failed = new Set(chains.flatMap(spansOf))
  const failures = chains.map((chain) => describeChain(chain, tree.call[chain.span.index] ?? null))
  for (const span of trace.spans) {
    if (!isToolCall(span) || failed.has(span)) continue
    const silent = describeSilent(span)
    if (silent !== null) failures.push(silent)
  }
  return failures.toSorted((a, b) => a.span.index - b.span.index)
}

/**
 * An error status or an exception event. A span that is explicitly OK has dealt with its exception (OpenTelemetry:
 * Ok is set by the developer and final).
 */
export function isDeclaredError(span: RecordedSpan): boolean {
  if (span.status === 'error') return true
  if (span.status === 'ok') return false
  return (
    span.errorType !== null ||
    span.events().some(({ name }) => isExceptionEvent(name)) ||
    (isCall(span) && readHttpStatus(span) !== null)
  )
}

/** Enough of the errors under one span to find the one it repeats; more would make a loop's trace quadratic. */
const FRONTIER = 16

/**
 * Declared errors with the ancestors that repeat them: children first, every span compared with the errors of its
 * subtree that no span between has repeated already.
 */
function readErrorChains(trace: RecordedTrace): ErrorChain[] {
  const { order } = treeOf(trace)
  const frontiers = new Map<RecordedSpan, ErrorChain[]>()
  const chains: ErrorChain[] = []
  for (let at = order.length - 1; at >= 0; at--) {
    const span = order[at]!
    let below = frontiers.get(span) ?? []
    frontiers.delete(span)
    if (isDeclaredError(span)) {
      const repeated = below.filter((chain) => repeats(span, chain.span))
      for (const chain of repeated) chain.repeatedBy.push(span)
      if (repeated.length === 0) {
        const chain = { span, repeatedBy: [] }
        chains.push(chain)
        below = [chain]
      } else below = repeated
    }
    if (span.parent === null || below.length === 0) continue
    const above = frontiers.get(span.parent)
    if (above === undefined) frontiers.set(span.parent, below.slice(0, FRONTIER))
    else if (above.length < FRONTIER) above.push(...below.slice(0, FRONTIER - above.length))
  }
  return chains
}

const COMPARED_LENGTH = 4096
const ESSENCE_LENGTH = 120

/**
 * Whether an ancestor's error is its descendant's, passed on: it has no text of its own, is of the same type, or one
 * text holds the other ("AgentExecutionError: Error when executing tool: TypeError: ..." over "TypeError: ...").
 */
function repeats(ancestor: RecordedSpan, descendant: RecordedSpan): boolean {
  const own = errorText(ancestor)
  const below = errorText(descendant)
  if (own.message === '' || below.message === '') return true
  if (own.type !== '' && own.type === below.type) return true
  return own.message.includes(essence(below.message)) || below.message.includes(essence(own.message))
}

function errorText(span: RecordedSpan): { type: string; message: string } {
  const exception = span.events().find(({ name }) => isExceptionEvent(name))?.attributes
  const told =
    exception?.get('exception.message') ??
    span.attribute('error.message') ??
    span.attribute('exception.message')
  const type = span.errorType ?? exception?.get('exception.type')
  const message = span.statusMessage ?? (typeof told === 'string' ? told : '')
  return {
    type: typeof type === 'string' ? type : '',
    message: message.slice(0, COMPARED_LENGTH).trim(),
  }
}

/** The words of an error without the exception's name before them, which not every span repeats. */
function essence(message: string): string {
  return message
    .replace(/^[\w.]{1,80}(?:Error|Exception): /, '')
    .slice(0, ESSENCE_LENGTH)
    .trim()
}

function describeChain(chain: ErrorChain, enclosing: RecordedSpan | null): Failure {
  const { span, repeatedBy } = chain
  const spans = spansOf(chain)
  const call = spans.find(isCall) ?? null
  const tool = call !== null && isToolCall(call) ? call : null
  const output = tool === null || tool.outputKey === null ? null : tool.outputText()
  const payload = output === null ? null : readErrorPayload(output)
  const echoes = tool === null ? [] : readEchoes(tool)
  // What lies above the call answers for more than it: a web server's 500 is not the call's.
  const inner = call === null ? [span] : spans.slice(0, spans.indexOf(call) + 1)
  let fields = inner.flatMap(readErrorFields)
  if (fields.length === 0) fields = repeatedBy.filter(({ kind }) => kind !== 'other').flatMap(readErrorFields)
  if (tool !== null && output !== null && payload !== null) {
    fields.push(...payloadFields(tool, output, payload))
  }
  blankEchoes(fields, echoes)
  return {
    span,
    repeatedBy,
    call,
    declared: true,
    handled: call === null && enclosing !== null,
    payload,
    status: inner.map(readHttpStatus).find((status) => status !== null) ?? null,
    fields,
  }
}

function describeSilent(span: RecordedSpan): Failure | null {
  const output = span.outputText()
  const payload = output === null ? null : readErrorPayload(output)
  if (output === null || payload === null || span.outputKey === null) return null
  const echoes = readEchoes(span)
  const status =
    payload.status === null
      ? null
      : {
          code: payload.status,
          span,
          path: `attributes.${span.outputKey}`,
          start: payload.start,
          end: payload.end,
        }
  const fields = payloadFields(span, output, payload)
  blankEchoes(fields, echoes)
  return {
    span,
    repeatedBy: [],
    call: span,
    declared: false,
    handled: false,
    payload,
    status,
    fields,
  }
}

function payloadFields(span: RecordedSpan, output: string, payload: ErrorPayload): ErrorField[] {
  const path = `attributes.${span.outputKey}`
  return payload.parts.flatMap(({ start, end }) => cut(span, path, output, start, end))
}
