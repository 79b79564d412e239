import type { ContentReader } from './content-reader.ts'
import { BODY_FACTS, readBody, type SpanBody } from './span-body.ts'
import { answeredBy, askedIn, previewOf } from './trace-preview.ts'
import type { SummedSpan, ToldFacts } from './trace-summary.ts'

/** How many calls are searched for a message before the root's payload is taken. */
const CALLS_LOOKED_AT = 5

/** What a trace takes from the bodies of its spans: from memory while they are there, else read at most once each. */
export class TraceFacts {
  readonly #contents: ContentReader
  readonly #read = new Map<SummedSpan, SpanBody>()

  constructor(contents: ContentReader) {
    this.#contents = contents
  }

  /** A text of the first span that has one. */
  first(
    spans: Iterable<SummedSpan>,
    fact: 'session' | 'user' | 'environment' | 'promptVersion',
    field: 'sessionId' | 'userId' | 'environment' | 'promptVersion',
  ): string | null {
    for (const span of spans)
      if ((span.facts & BODY_FACTS[fact]) !== 0) return (span.told ?? this.#body(span))[field]
    return null
  }

  /** What the trace was asked: the first user message of its calls, else the root's input, else any call's. */
  asked(calls: readonly SummedSpan[], root: SummedSpan | undefined): string | null {
    const asked = calls.filter(hasInput).slice(0, CALLS_LOOKED_AT)
    for (const span of asked) {
      const text = this.#told(span, 'asked') ?? (span.told ? null : askedIn(this.#body(span).inputMessages()))
      if (text !== null) return text
    }
    for (const span of root === undefined ? asked : [root, ...asked]) {
      const text = hasInput(span) ? this.#body(span).inputText() : null
      if (text !== null) return previewOf(text)
    }
    return null
  }

  /** What it answered: the last assistant message, else the root's output, else any call's. */
  answered(calls: readonly SummedSpan[], root: SummedSpan | undefined): string | null {
    const answered = calls.filter(hasOutput).slice(-CALLS_LOOKED_AT).toReversed()
    for (const span of answered) {
      const text =
        this.#told(span, 'answered') ?? (span.told ? null : answeredBy(this.#body(span).outputMessages()))
      if (text !== null) return text
    }
    for (const span of root === undefined ? answered : [root, ...answered]) {
      const text = hasOutput(span) ? this.#body(span).outputText() : null
      if (text !== null) return previewOf(text)
    }
    return null
  }

  #told(span: SummedSpan, field: 'asked' | 'answered'): ToldFacts['asked'] {
    return span.told?.[field] ?? null
  }

  #body(span: SummedSpan): SpanBody {
    let body = this.#read.get(span)
    if (body === undefined) {
      body = readBody(this.#contents, span.block, span.at, span.length)
      this.#read.set(span, body)
    }
    return body
  }
}

function hasInput(span: SummedSpan): boolean {
  return (span.facts & BODY_FACTS.input) !== 0
}

function hasOutput(span: SummedSpan): boolean {
  return (span.facts & BODY_FACTS.output) !== 0
}
