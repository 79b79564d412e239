import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 where the host closed without a word. */
  status: number
  headers: Map<string, string>
  body: string
}

/** Sends bytes as they are and reads to the end of the connection, or until `withinMs` has passed. */
export async function sendRaw(port: number, bytes: string | Buffer, withinMs = 5000): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (isComplete(Buffer.concat(chunks).toString('latin1'))) socket.end()
    })
    socket.on('close', () => resolve())
    // A host that refuses may close while the rest is still on its way.
    socket.on('error', () => socket.destroy())
    setTimeout(() => socket.destroy(), withinMs).unref()
  })
  socket.write(bytes)
  await ended
  return parse(Buffer.concat(chunks).toString('latin1'))
}

/** A request line with headers; the host name is right unless another is given. */
export function rawRequest(port: number, line: string, headers: readonly string[] = [], body = ''): string {
  const host = headers.some((header) => /^host:/i.test(header)) ? [] : [`Host: 127.0.0.1:${port}`]
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return [`${line} HTTP/1.1`, ...host, ...headers, ...length, '', body].join('\r\n')
}

function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
  return end !== -1 && length !== undefined && text.length - end - 4 >= Number(length)
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [line = '', ...lines] = head.split('\r\n')
  const headers = new Map(
    lines.map((header) => {
      const colon = header.indexOf(':')
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()]
    }),
  )
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0), headers, body: rest.join('\r\n\r\n') }
}
