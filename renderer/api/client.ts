import type { MethodInput, MethodName, MethodOutput, Transport } from '../../shared/contract.ts'
import { createHttpTransport, type HttpTransport } from './http-transport.ts'
import type { ConnectionState } from './tab-channel.ts'

export type { ConnectionState } from './tab-channel.ts'

declare global {
  interface Window {
    /** Put there by the desktop window's preload; absent in a browser. */
    tidemark?: Transport
  }
}

/** A failed call: switch on the code, show the message. */
export class ApiError extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(code: string, message: string, details: Record<string, unknown>) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.details = details
  }
}

let http: HttpTransport | null = null

/** The way to the Node side: the preload's in the desktop window, the loopback host's in a browser. */
export function transport(): Transport {
  return window.tidemark ?? httpTransport()
}

function httpTransport(): HttpTransport {
  http ??= createHttpTransport()
  return http
}

/** Calls a method of the contract. Throws an ApiError. */
export async function call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  const reply = await transport().request(method, input)
  if (reply.ok) return reply.value as MethodOutput<M>
  throw new ApiError(reply.error.code, reply.error.message, reply.error.details)
}

/** Whether events arrive; always `open` in the desktop window. Returns the function that ends it. */
export function watchConnection(listener: (state: ConnectionState) => void): () => void {
  if (window.tidemark === undefined) return httpTransport().watchConnection(listener)
  listener('open')
  return () => {}
}
