import type { EventMessage } from '../../shared/contract.ts'
import type { Session } from './session.ts'
import type { ConnectionState, TabChannel } from './tab-channel.ts'

export interface EventStream {
  subscribe: (listener: (message: EventMessage) => void) => () => void
  /** Calls back with the present state and each later one; returns the function that ends it. */
  watchState: (listener: (state: ConnectionState) => void) => () => void
}

const RETRY_MS = { first: 250, most: 5000 }
const LOCK = 'tidemark-events'

/**
 * The host's events. A browser allows six connections to one host over all tabs, and a stream holds one for good:
 * therefore one tab (the holder of a Web Lock) reads it and tells the others. Broken, it is opened again for ever.
 */
export function openEventStream(session: Session, channel: TabChannel): EventStream {
  const listeners = new Set<(message: EventMessage) => void>()
  const watchers = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'connecting'
  let started = false

  const tell = (message: EventMessage): void => {
    for (const listener of listeners) listener(message)
  }
  const enter = (next: ConnectionState): void => {
    state = next
    for (const watcher of watchers) watcher(next)
  }
  channel.listen((message) => {
    if (message.kind === 'event') tell(message.message)
    if (message.kind === 'state') enter(message.state)
  })
  const sink = {
    event(message: EventMessage) {
      tell(message)
      channel.post({ kind: 'event', message })
    },
    state(next: ConnectionState) {
      enter(next)
      channel.post({ kind: 'state', state: next })
    },
  }
  const start = (): void => {
    if (started) return
    started = true
    void navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock === null) void navigator.locks.request(LOCK, () => keepReading(session, sink, true))
      else await keepReading(session, sink, false)
    })
  }

  return {
    subscribe(listener) {
      const own = (message: EventMessage): void => listener(message)
      listeners.add(own)
      start()
      return () => void listeners.delete(own)
    },
    watchState(listener) {
      const own = (next: ConnectionState): void => listener(next)
      watchers.add(own)
      own(state)
      return () => void watchers.delete(own)
    },
  }
}

interface Sink {
  event(message: EventMessage): void
  state(state: ConnectionState): void
}

/** Holds the lock as long as the tab lives. `isLate`: another tab read before, and what came meanwhile is missed. */
async function keepReading(session: Session, sink: Sink, isLate: boolean): Promise<never> {
  let wait = RETRY_MS.first
  let missed = isLate
  for (;;) {
    // Each try depends on how the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const ended = await readOnce(session, sink, missed)
    missed = true
    sink.state(ended === 'refused' ? 'unauthorized' : 'lost')
    wait = ended === 'closed' ? RETRY_MS.first : Math.min(wait * 2, RETRY_MS.most)
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

async function readOnce(
  session: Session,
  sink: Sink,
  missed: boolean,
): Promise<'closed' | 'failed' | 'refused'> {
  const pageToken = await session.pageToken()
  const headers = { 'x-app-token': pageToken ?? '' }
  const response = await fetch('/api/events', { headers }).catch(() => null)
  if (response === null) return 'failed'
  if (response.status === 401) {
    if (pageToken !== null) session.forget(pageToken)
    return 'refused'
  }
  if (!response.ok || response.body === null) return 'failed'
  sink.state('open')
  if (missed) catchUp(sink)
  await readMessages(response.body, sink).catch(() => null)
  return 'closed'
}

function catchUp(sink: Sink): void {
  sink.event({ name: 'workspace.changed', data: { what: 'import' } })
  sink.event({ name: 'workspace.changed', data: { what: 'analysis' } })
}

async function readMessages(body: ReadableStream<Uint8Array<ArrayBuffer>>, sink: Sink): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let pending = ''
  for (;;) {
    // A stream is read in order.
    // oxlint-disable-next-line no-await-in-loop
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (pending + value).split('\n\n')
    pending = blocks.pop() ?? ''
    for (const block of blocks) {
      if (block.startsWith('data: ')) sink.event(JSON.parse(block.slice('data: '.length)) as EventMessage)
    }
  }
}
