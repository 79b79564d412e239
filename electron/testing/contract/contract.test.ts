import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { methods, type EventMessage, type Handlers } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { createEchoHandlers, METHOD_NAMES } from './echo-handlers.ts'
import { sampleValue } from './sample-value.ts'
import { openHttp, openIpc, type OpenTransport, type OpenTransportWith } from './transports.ts'

const TRANSPORTS: [string, OpenTransportWith][] = [
  ['loopback HTTP', openHttp],
  ['Electron IPC', openIpc],
]

describe.each(TRANSPORTS)('the contract over %s', (_name, open) => {
  let calls: Map<string, unknown[]>
  let logged: string[]
  let transport: OpenTransport
  const openWith = (changed: Partial<Handlers>): Promise<OpenTransport> =>
    open({ ...createEchoHandlers(calls), ...changed }, (message, error) =>
      logged.push(`${message} ${String(error)}`),
    )

  beforeEach(async () => {
    calls = new Map()
    logged = []
    transport = await openWith({})
  })
  afterEach(() => transport.close())

  describe.each(METHOD_NAMES)('%s', (name) => {
    test('answers a fitting input with what the schema allows', async () => {
      const input = sampleValue(methods[name].input, 'input')
      const reply = await transport.request(name, input)
      expect(reply).toEqual({ ok: true, value: sampleValue(methods[name].output, 'output') })
      expect(calls.get(name)).toEqual([methods[name].input.parse(input)])
    })

    test.each([
      ['null', null],
      ['text', 'x'],
      ['a number', 7],
      ['a list', [{}]],
      ['true', true],
    ])('refuses %s without calling the handler', async (_what, input) => {
      const reply = await transport.request(name, input)
      expect(reply).toMatchObject({ ok: false, error: { code: 'bad_request' } })
      expect(calls.has(name)).toBe(false)
    })

    test('hands over no key that the schema does not name', async () => {
      const input = sampleValue(methods[name].input, 'input') as object
      const hostile: unknown = JSON.parse(
        JSON.stringify(input).replace(/\}$/, `${Object.keys(input).length > 0 ? ',' : ''}${HOSTILE_KEYS}}`),
      )
      const reply = await transport.request(name, hostile)
      expect(reply.ok).toBe(true)
      expect(calls.get(name)).toEqual([methods[name].input.parse(input)])
      expect(Object.getPrototypeOf(calls.get(name)?.[0])).toBe(Object.prototype)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    })

    test('refuses a value of a wrong kind in every place', async () => {
      const input = sampleValue(methods[name].input, 'input') as object
      const replies = await Promise.all(
        Object.keys(input).map((key) => transport.request(name, { ...input, [key]: { not: 'this' } })),
      )
      for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'bad_request' } })
      expect(calls.has(name)).toBe(false)
    })
  })

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'jobs',
    'jobs.list ',
    'JOBS.LIST',
    '',
  ])('has no method %j', async (name) => {
    expect(await transport.request(name, {})).toMatchObject({ ok: false, error: { code: 'unknown_method' } })
  })

  test('refuses a string of 100 MB and goes on serving', async () => {
    const reply = await transport.request('query.run', { sql: 'x'.repeat(100_000_000) })
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad_request' } })
    expect((await transport.request('jobs.list', {})).ok).toBe(true)
  })

  test('refuses an input nested 900 deep and goes on serving', async () => {
    let input: unknown = 1
    for (let depth = 0; depth < 900; depth += 1) input = [input]
    expect(await transport.request('jobs.list', input)).toMatchObject({
      ok: false,
      error: { code: 'bad_request' },
    })
    expect((await transport.request('jobs.list', {})).ok).toBe(true)
  })

  test('says which value does not fit', async () => {
    const reply = await transport.request('query.run', { sql: 'select 1', limit: 0 })
    expect(reply.ok ? '' : reply.error.message).toContain('limit')
  })

  test('carries the code, the sentence and the details of an error that a person may read', async () => {
    await transport.close()
    transport = await openWith({
      'jobs.cancel': () => {
        throw new AppError('not_found', { what: 'The job 7' })
      },
    })
    expect(await transport.request('jobs.cancel', { id: '7' })).toEqual({
      ok: false,
      error: { code: 'not_found', message: 'The job 7 was not found.', details: { what: 'The job 7' } },
    })
    expect(logged).toEqual([])
  })

  test('shows nothing of an unexpected error and logs it', async () => {
    await transport.close()
    transport = await openWith({
      'jobs.list': () => {
        throw new Error('secret at /home/someone')
      },
    })
    const reply = await transport.request('jobs.list', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal', details: {} } })
    expect(JSON.stringify(reply)).not.toContain('secret')
    expect(logged.join()).toContain('secret at /home/someone')
  })

  test('does not pass on an answer that breaks the contract', async () => {
    await transport.close()
    const broken = { 'jobs.cancel': () => ({ cancelled: 'maybe' }) } as unknown as Partial<Handlers>
    transport = await openWith(broken)
    expect(await transport.request('jobs.cancel', { id: '7' })).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    })
    expect(logged.join()).toContain('jobs.cancel')
  })

  test('delivers events in order, to those who still listen', async () => {
    const heard: EventMessage[] = []
    const sent = ['/a', '/b', '/c'].map((to): EventMessage => ({ name: 'navigate', data: { to } }))
    const { promise: complete, resolve } = Promise.withResolvers<void>()
    const end = await transport.subscribe((message) => {
      heard.push(message)
      if (heard.length === sent.length) resolve()
    })
    for (const message of sent) transport.events.publish(message)
    await complete
    end()
    expect(heard).toEqual(sent)
  })
})

const HOSTILE_KEYS = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"'
