import type { EventMessage } from '../../shared/contract.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost' | 'unauthorized'

/** What tabs of one host tell each other. Only pages of the same origin, port included, hear it. */
export type TabMessage =
  | { kind: 'token-wanted' }
  | { kind: 'token'; pageToken: string }
  | { kind: 'event'; message: EventMessage }
  | { kind: 'state'; state: ConnectionState }

export interface TabChannel {
  post(message: TabMessage): void
  /** Returns the function that ends it. */
  listen(listener: (message: TabMessage) => void): () => void
}

export function openTabChannel(): TabChannel {
  const channel = new BroadcastChannel('tidemark')
  return {
    // A channel, unlike a window, has no target origin: it is heard by this origin only.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const heard = (event: MessageEvent<TabMessage>): void => listener(event.data)
      channel.addEventListener('message', heard)
      return () => channel.removeEventListener('message', heard)
    },
  }
}
