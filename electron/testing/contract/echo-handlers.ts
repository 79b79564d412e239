import { methods, type Handlers, type MethodName } from '../../../shared/contract.ts'
import { sampleValue } from './sample-value.ts'

/** The names of the contract, for tables of tests. */
export const METHOD_NAMES = Object.keys(methods) as MethodName[]

/** A handler for every method that answers what its schema allows and keeps what it was called with. */
export function createEchoHandlers(calls: Map<string, unknown[]>): Handlers {
  const entries = METHOD_NAMES.map((name) => {
    const answer = sampleValue(methods[name].output, 'output')
    return [
      name,
      (input: unknown) => {
        calls.set(name, [...(calls.get(name) ?? []), input])
        return answer
      },
    ]
  })
  return Object.fromEntries(entries) as Handlers
}
