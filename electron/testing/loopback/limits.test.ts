import { readdir, readFile, stat } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openHost, type OpenHost } from './open-host.ts'
import { rawRequest, sendRaw } from './raw-request.ts'

let host: OpenHost | null = null
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await host?.close()
  host = null
})

test('a request that never ends its headers is cut off', async () => {
  host = await openHost({ limits: { headersMs: 100 } })
  const answer = await sendRaw(host.port, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ', 30_000)
  expect(answer.status).toBe(408)
})

test('a body that does not arrive is cut off', async () => {
  host = await openHost({ limits: { bodyMs: 100 } })
  const headers = [`X-App-Token: ${host.token}`, 'Content-Type: application/json', 'Content-Length: 100']
  const answer = await sendRaw(host.port, rawRequest(host.port, 'POST /api/jobs.list', headers) + '{', 30_000)
  expect(answer.status).not.toBe(200)
  expect(host.calls.size).toBe(0)
})

test('an upload that stops leaves no file', async () => {
  host = await openHost({ limits: { idleMs: 100 } })
  const headers = [
    `X-App-Token: ${host.token}`,
    'X-File-Name: half.jsonl',
    'Content-Type: application/octet-stream',
    'Content-Length: 100',
  ]
  const answer = await sendRaw(host.port, rawRequest(host.port, 'POST /upload', headers) + 'half', 30_000)
  expect(answer.status).not.toBe(200)
  const { temporary } = host
  const filesLeft = async (): Promise<unknown[]> => {
    const left = await readdir(temporary, { recursive: true, withFileTypes: true })
    return left.filter((entry) => entry.isFile())
  }
  // The connection ends before the folder is gone.
  await expect.poll(filesLeft).toEqual([])
})

test('10 MB of headers are refused', async () => {
  host = await openHost()
  const bytes = rawRequest(host.port, 'GET /', [`X-Long: ${'a'.repeat(10_000_000)}`])
  expect([0, 431]).toContain((await sendRaw(host.port, bytes)).status)
  expect((await fetch(`http://127.0.0.1:${host.port}/`)).status).toBe(200)
})

test('no more sockets are taken than allowed', async () => {
  host = await openHost({ limits: { sockets: 3 } })
  const { port } = host
  const ends = Array.from({ length: 6 }, () => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    return new Promise<string>((resolve) => {
      socket.on('close', () => resolve('closed'))
      socket.on('data', () => resolve('answered'))
      socket.on('error', () => resolve('closed'))
      socket.on('connect', () => socket.write(rawRequest(port, 'GET /')))
    })
  })
  expect((await Promise.all(ends)).toSorted()).toEqual([
    'answered',
    'answered',
    'answered',
    'closed',
    'closed',
    'closed',
  ])
})

test('only 127.0.0.1 is listened on', async () => {
  host = await openHost()
  const { port } = host
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const addresses = ['::1', '127.0.0.2', ...others.filter((one) => !one.internal).map((one) => one.address)]
  const outcomes = await Promise.all(
    addresses.map(
      (address) =>
        new Promise<string>((resolve) => {
          const socket = connect(port, address)
          sockets.push(socket)
          socket.on('connect', () => resolve(`${address} answers`))
          socket.on('error', () => resolve('refused'))
        }),
    ),
  )
  expect(new Set(outcomes)).toEqual(new Set(['refused']))
})

test('an uploaded file keeps its name and its bytes, is private, and goes with the host', async () => {
  host = await openHost()
  const response = await fetch(`http://127.0.0.1:${host.port}/upload`, {
    method: 'POST',
    headers: {
      'x-app-token': host.token,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent('../../Läufe vom 12. März.jsonl'),
    },
    body: 'one\ntwo\n',
  })
  const { value } = (await response.json()) as { value: { id: string } }
  expect(value.id).toMatch(/^upload:[0-9a-f]{32}$/)
  const path = host.uploads.resolve(value.id)
  expect(path.endsWith('/Läufe_vom_12._März.jsonl')).toBe(true)
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n')
  expect((await stat(dirname(dirname(path)))).mode & 0o777).toBe(0o700)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await host.close()
  await expect(stat(dirname(dirname(path)))).rejects.toThrow('ENOENT')
  host = null
})
