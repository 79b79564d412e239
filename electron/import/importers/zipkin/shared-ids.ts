import { isDeepStrictEqual } from 'node:util'
import { textOrNull, type JsonObject } from '../../json-value.ts'
import { kindOf, serviceOf } from './read-span.ts'

export interface SpanIds {
  traceId: string
  spanId: string
  parentSpanId: string | null
}

/**
 * The ids of the spans of one trace. The two sides of a call share an id in Zipkin (B3 propagation): the server's side
 * becomes `<id>:server`, a child of the client's; further spans of the same id that say something else get `#2`, `#3`.
 * A child hangs below the side that its own service recorded, as in Zipkin's interface. Null where a span has no ids.
 */
export function idsOfTrace(spans: readonly JsonObject[]): (SpanIds | null)[] {
  const named = new Map<string, Side[]>()
  const own = spans.map((raw) => {
    const id = textOrNull(raw.id)
    const traceId = textOrNull(raw.traceId)
    if (id === null || traceId === null) return null
    const key = `${traceId}/${id}`
    const sides = named.get(key) ?? []
    named.set(key, sides)
    return { raw, traceId, sides, side: sideOf(raw, id, sides) }
  })
  return own.map((span) => {
    if (span === null) return null
    const { raw, traceId, side, sides } = span
    const client = side.isServer ? sides.find(({ isServer }) => !isServer) : undefined
    return { traceId, spanId: side.spanId, parentSpanId: client?.spanId ?? parentOf(raw, traceId, named) }
  })
}

interface Side {
  spanId: string
  isServer: boolean
  service: string | null
  raw: JsonObject
}

function sideOf(raw: JsonObject, id: string, sides: Side[]): Side {
  const same = sides.length === 0 ? undefined : sides.find((side) => isDeepStrictEqual(side.raw, raw))
  // Delivered twice, it stays one.
  if (same) return same
  const isServer = raw.shared === true || (kindOf(raw) === 'SERVER' && sides.some(isClient))
  const name = isServer ? `${id}:server` : id
  const taken = sides.filter((side) => side.isServer === isServer).length
  const side = {
    spanId: taken === 0 ? name : `${name}#${taken + 1}`,
    isServer,
    service: serviceOf(raw),
    raw,
  }
  sides.push(side)
  return side
}

const isClient = (side: Side): boolean => !side.isServer

function parentOf(
  raw: JsonObject,
  traceId: string,
  named: ReadonlyMap<string, readonly Side[]>,
): string | null {
  const id = textOrNull(raw.parentId)
  if (id === null) return null
  const sides = named.get(`${traceId}/${id}`) ?? []
  const service = serviceOf(raw)
  const own = sides.find((side) => side.isServer && side.service === service)
  const other = sides.find((side) => !side.isServer && side.service === service)
  return (own ?? other ?? sides.find((side) => side.isServer) ?? sides[0])?.spanId ?? id
}
