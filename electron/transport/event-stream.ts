import type { ServerResponse } from 'node:http'
import type { EventHub } from './event-hub.ts'

// A page that has not read this much is gone or stuck; it asks anew when it comes back.
const UNREAD_LIMIT = 4 * 1024 * 1024

/** Sends every event as a server-sent event until the page goes away. */
export function streamEvents(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  events: EventHub,
  heartbeatMs: number,
): void {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
  response.write(': open\n\n')
  const end = events.subscribe((message) => {
    if (response.writableLength > UNREAD_LIMIT) response.destroy()
    else response.write(`data: ${JSON.stringify(message)}\n\n`)
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  response.on('close', () => {
    clearInterval(heartbeat)
    end()
  })
}
