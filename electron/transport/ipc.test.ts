import { expect, test } from 'vitest'
import { createIpcDoor, OWN_PAGE } from '../testing/contract/transports.ts'
import { GRANT_CHANNEL, REQUEST_CHANNEL } from './channels.ts'
import { createEventHub } from './event-hub.ts'
import { createGrantedFiles } from './granted-files.ts'
import { serveIpc, type Caller } from './ipc.ts'

function open() {
  const seen: unknown[] = []
  const granted = createGrantedFiles()
  const stand = createIpcDoor()
  const events = createEventHub(() => {})
  const sent: unknown[] = []
  const targets = () => [
    { isDestroyed: () => true, send: () => sent.push('to a closed window') },
    { isDestroyed: () => false, send: (channel: string, message: unknown) => sent.push([channel, message]) },
  ]
  const end = serveIpc({
    ipc: stand.door,
    events,
    granted,
    targets,
    dispatch: (method, input) => {
      seen.push([method, input])
      return Promise.resolve({ ok: true, value: null })
    },
  })
  return { ...stand, seen, granted, events, sent, end }
}

const STRANGERS: [string, Caller][] = [
  ['a frame that is gone', { senderFrame: null }],
  ['a frame inside the page', { senderFrame: { parent: {}, origin: 'app://main' } }],
  ['a web page', { senderFrame: { parent: null, origin: 'https://app.evil' } }],
  ['a page of a like name', { senderFrame: { parent: null, origin: 'app://main.evil' } }],
  ['a local file', { senderFrame: { parent: null, origin: 'file://' } }],
  ['an opaque origin', { senderFrame: { parent: null, origin: 'null' } }],
]

test.each(STRANGERS)('%s reaches no method and grants no path', async (_who, caller) => {
  const { invoke, seen, granted } = open()
  await expect(invoke(caller, REQUEST_CHANNEL, 'jobs.list', {})).rejects.toThrow('no access')
  await expect(invoke(caller, GRANT_CHANNEL, '/etc/passwd')).rejects.toThrow('no access')
  expect(seen).toEqual([])
  expect(() => granted.resolve('/etc/passwd')).toThrow('cannot be read')
})

test.each([
  ['none', []],
  ['one too many', ['jobs.list', {}, 'more']],
  ['a method that is no text', [{ toString: 'jobs.list' }, {}]],
  ['a method of 101 characters', ['x'.repeat(101), {}]],
])('arguments that do not fit are refused: %s', async (_what, args) => {
  const { invoke, seen } = open()
  await expect(invoke(OWN_PAGE, REQUEST_CHANNEL, ...args)).rejects.toThrow('do not fit')
  expect(seen).toEqual([])
})

const cycle: { self?: unknown } = {}
cycle.self = cycle

test.each([
  ['a cycle', cycle],
  ['a map', { rows: new Map([[1, 2]]) }],
  ['a buffer', { bytes: new Uint8Array(8) }],
  ['a date', new Date(0)],
  ['a list of a million', Array.from({ length: 1_000_000 }, () => 0)],
  ['keys of 2 MB', { ['k'.repeat(2_000_000)]: 1 }],
])('what JSON could not carry is refused: %s', async (_what, input) => {
  const { invoke, seen } = open()
  expect(await invoke(OWN_PAGE, REQUEST_CHANNEL, 'jobs.list', input)).toMatchObject({
    ok: false,
    error: { code: 'bad_request' },
  })
  expect(seen).toEqual([])
})

test('a path is read only after a person has chosen it', async () => {
  const { invoke, granted } = open()
  expect(() => granted.resolve('/data/run.jsonl')).toThrow('not opened by you')
  await invoke(OWN_PAGE, GRANT_CHANNEL, '/data/run.jsonl')
  expect(granted.resolve('/data/run.jsonl')).toBe('/data/run.jsonl')
})

test('events go to the windows that are open, and nothing is left behind at the end', () => {
  const { events, sent, end, channels } = open()
  events.publish({ name: 'navigate', data: { to: '/shifts' } })
  end()
  events.publish({ name: 'navigate', data: { to: '/later' } })
  expect(sent).toEqual([['tidemark:event', { name: 'navigate', data: { to: '/shifts' } }]])
  expect(channels()).toEqual([])
})
