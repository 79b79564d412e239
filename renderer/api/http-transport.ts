import type { Reply, Transport } from '../../shared/contract.ts'
import { errorText } from '../../shared/errors.ts'
import { openEventStream } from './event-stream.ts'
import { openSession, type Session } from './session.ts'
import { openTabChannel, type ConnectionState } from './tab-channel.ts'

export interface HttpTransport extends Transport {
  watchConnection(listener: (state: ConnectionState) => void): () => void
}

/** The contract over the loopback host this page came from. */
export function createHttpTransport(): HttpTransport {
  const channel = openTabChannel()
  const session = openSession(channel)
  const stream = openEventStream(session, channel)
  return {
    request: (method, input) =>
      send(session, `/api/${encodeURIComponent(method)}`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input ?? {}),
      }),
    subscribe: stream.subscribe,
    async pathOf(file) {
      const reply = await send(session, '/upload', {
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
        body: file,
      })
      if (!reply.ok) throw new Error(reply.error.message)
      return (reply.value as { id: string }).id
    },
    watchConnection: stream.watchState,
  }
}

interface Message {
  headers: Record<string, string>
  body: BodyInit
}

/** Sends once, and once more where the token has changed meanwhile: another tab may know the new one. */
async function send(session: Session, url: string, message: Message): Promise<Reply> {
  const pageToken = await session.pageToken()
  const reply = await post(url, message, pageToken)
  if (reply.ok || reply.error.code !== 'unauthorized' || pageToken === null) return reply
  session.forget(pageToken)
  const newer = await session.pageToken()
  return newer === null || newer === pageToken ? reply : post(url, message, newer)
}

async function post(url: string, message: Message, pageToken: string | null): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: message.body,
      headers: { ...message.headers, 'x-app-token': pageToken ?? '' },
    })
    const reply: Reply = await response.json()
    return reply
  } catch {
    return { ok: false, error: { code: 'unreachable', message: errorText('unreachable', {}), details: {} } }
  }
}
