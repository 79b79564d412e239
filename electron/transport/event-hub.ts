import type { EventMessage } from '../../shared/contract.ts'

type Listener = (message: EventMessage) => void

/** Carries what the Node side tells every open window to the transports that forward it. */
export interface EventHub {
  publish(message: EventMessage): void
  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void
}

/** A hub for one process. A listener that throws does not keep the others from hearing. */
export function createEventHub(log: (message: string, error?: unknown) => void = console.error): EventHub {
  const listeners = new Set<Listener>()
  return {
    publish(message) {
      for (const listener of listeners) {
        try {
          listener(message)
        } catch (error) {
          log(`a listener failed on the event ${message.name}`, error)
        }
      }
    },
    subscribe(listener) {
      // A wrapper of its own, so that the same function subscribed twice is ended one by one.
      const own: Listener = (message) => listener(message)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
