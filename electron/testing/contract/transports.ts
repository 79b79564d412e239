import { EventEmitter } from 'node:events'
import type { EventMessage, Handlers, Reply } from '../../../shared/contract.ts'
import { startBrowserHost } from '../../browser-host.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../../transport/channels.ts'
import { createDispatch, type Log } from '../../transport/dispatch.ts'
import { createEventHub, type EventHub } from '../../transport/event-hub.ts'
import { createGrantedFiles } from '../../transport/granted-files.ts'
import { serveIpc, type Caller, type IpcDoor } from '../../transport/ipc.ts'
import { createUploads } from '../../transport/uploads.ts'

/** A transport with its far end, as a page would use it. */
export interface OpenTransport {
  request(method: string, input: unknown): Promise<Reply>
  /** Resolves once the far end listens. */
  subscribe(listener: (message: EventMessage) => void): Promise<() => void>
  events: EventHub
  close(): Promise<void>
}

export type OpenTransportWith = (handlers: Handlers, log: Log) => Promise<OpenTransport>

const NO_FILES = { nonce: 'none', find: () => null, isDocument: () => false }
export const OWN_PAGE: Caller = { senderFrame: { parent: null, origin: 'app://main' } }

/** The loopback host, called as a program calls it. */
export const openHttp: OpenTransportWith = async (handlers, log) => {
  const events = createEventHub(log)
  const host = await startBrowserHost({
    dispatch: createDispatch(handlers, log),
    events,
    uploads: await createUploads(),
    files: NO_FILES,
    log,
  })
  const address = `http://127.0.0.1:${host.port}`
  const headers = { 'x-app-token': host.token, 'content-type': 'application/json' }
  return {
    events,
    async request(method, input) {
      const url = `${address}/api/${encodeURIComponent(method)}`
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })
      return (await response.json()) as Reply
    },
    async subscribe(listener) {
      const stop = new AbortController()
      const response = await fetch(`${address}/api/events`, { headers, signal: stop.signal })
      if (response.body === null) throw new Error('no event stream')
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      await reader.read()
      void readEvents(reader, listener)
      return () => stop.abort()
    },
    close: () => host.close(),
  }
}

async function readEvents(
  reader: ReadableStreamDefaultReader<string>,
  listener: (message: EventMessage) => void,
): Promise<void> {
  let text = ''
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const part = await reader.read().catch(() => ({ done: true as const, value: '' }))
    if (part.done) return
    const blocks = (text + part.value).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks)
      if (block.startsWith('data: ')) listener(JSON.parse(block.slice(6)) as EventMessage)
  }
}

/** Stands in for Electron's ipcMain: what goes through it is cloned both ways, as between processes. */
export function createIpcDoor() {
  const handlers = new Map<string, (event: Caller, ...args: unknown[]) => unknown>()
  const door: IpcDoor = {
    handle: (channel, listener) => void handlers.set(channel, listener),
    removeHandler: (channel) => void handlers.delete(channel),
  }
  const invoke = async (caller: Caller, channel: string, ...args: unknown[]): Promise<unknown> => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`nothing listens on ${channel}`)
    const answer: unknown = await handler(caller, ...structuredClone(args))
    return structuredClone(answer)
  }
  return { door, invoke, channels: () => [...handlers.keys()] }
}

/** The desktop window's transport, without Electron. */
export const openIpc: OpenTransportWith = (handlers, log) => {
  const events = createEventHub(log)
  const { door, invoke } = createIpcDoor()
  const page = new EventEmitter()
  const target = {
    isDestroyed: () => false,
    send: (channel: string, message: EventMessage) => void page.emit(channel, structuredClone(message)),
  }
  const granted = createGrantedFiles()
  const end = serveIpc({
    ipc: door,
    dispatch: createDispatch(handlers, log),
    events,
    granted,
    targets: () => [target],
  })
  return Promise.resolve({
    events,
    request: async (method, input) => (await invoke(OWN_PAGE, REQUEST_CHANNEL, method, input)) as Reply,
    subscribe(listener) {
      page.on(EVENT_CHANNEL, listener)
      return Promise.resolve(() => void page.off(EVENT_CHANNEL, listener))
    },
    close: () => Promise.resolve(end()),
  })
}
