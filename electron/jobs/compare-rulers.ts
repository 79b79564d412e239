import type { RulerBridge } from '../../shared/contract/rulers.ts'
import { AppError } from '../../shared/errors.ts'
import { rulerNames } from '../../shared/model/ruler.ts'
import { bridgeRulers, type Judgement, type JudgedPair } from '../drift/rulers/bridge.ts'
import { bridgeSentence } from '../drift/rulers/bridge-sentence.ts'
import type { ReadConnection } from '../store/connection.ts'
import { judgedBy, type JudgedRow, rulerById } from '../store/ruler-queries.ts'
import { infoOf } from './describe-rulers.ts'

/**
 * How two rulers judge what both of them judged: the same trace, or the same span. AppError `not_found` for an unknown
 * ruler, `bad_request` for one against itself.
 */
export function compareRulers(connection: ReadConnection, { a, b }: { a: string; b: string }): RulerBridge {
  if (a === b)
    throw new AppError('bad_request', { why: 'a ruler is compared with another one, not with itself.' })
  const [one, other] = [rulerById(connection, a), rulerById(connection, b)]
  const [ofA, ofB] = [judgements(judgedBy(connection, one)), judgements(judgedBy(connection, other))]
  const pairs = Array.from(ofA).flatMap(([unit, judged]): JudgedPair[] => {
    const again = ofB.get(unit)
    return again === undefined ? [] : [[judged, again]]
  })
  const bridge = bridgeRulers(pairs)
  return {
    a: infoOf(one),
    b: infoOf(other),
    ...bridge,
    sentence: bridgeSentence(bridge, ...rulerNames(one, other)),
  }
}

/** One judgement a trace or span: the mean of its numbers, the last of its labels. */
function judgements(rows: readonly JudgedRow[]): Map<string, Judgement> {
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ trace, spanId }) => JSON.stringify([trace, spanId])),
      ([unit, own]) => {
        const values = own.flatMap(({ value }) => (value === null ? [] : [value]))
        const value = values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length
        return [unit, { value, label: own.findLast(({ label }) => label !== null)?.label ?? null }]
      },
    ),
  )
}
