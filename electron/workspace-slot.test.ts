import { expect, test } from 'vitest'
import type { EventMessage } from '../shared/contract.ts'
import { createEventHub } from './transport/event-hub.ts'
import { createWorkspaceSlot, type WorkspaceServices } from './workspace-slot.ts'

function open() {
  const log: string[] = []
  const opened = new Map<string, WorkspaceServices>()
  const slot = createWorkspaceSlot(
    (path) => {
      if (path === 'damaged') throw new Error('damaged')
      const services: WorkspaceServices = {
        dispatch: (method) => Promise.resolve({ ok: true, value: `${path} ${method}` }),
        events: createEventHub(() => {}),
        openFiles: (paths) => Promise.resolve(void log.push(`${path} imports ${paths.join()}`)),
        close: () => Promise.resolve(void log.push(`${path} closed`)),
      }
      opened.set(path, services)
      return services
    },
    () => {},
  )
  return { slot, log, opened }
}

const say = (to: string): EventMessage => ({ name: 'navigate', data: { to } })

test('calls, events and files go to the workspace that is open', async () => {
  const { slot, log, opened } = open()
  const heard: EventMessage[] = []
  slot.events.subscribe((message) => heard.push(message))
  await slot.open('a')
  await slot.open('b')
  opened.get('a')?.events.publish(say('/late'))
  opened.get('b')?.events.publish(say('/b'))
  await slot.openFiles(['x.json'])
  await slot.openFiles([])
  expect(await slot.dispatch('jobs.list', {})).toEqual({ ok: true, value: 'b jobs.list' })
  expect(heard).toEqual([say('/b')])
  expect(log).toEqual(['a closed', 'b imports x.json'])
  expect(slot.path()).toBe('b')
})

test('one that cannot be opened leaves the one before open', async () => {
  const { slot, log } = open()
  await slot.open('a')
  await expect(slot.open('damaged')).rejects.toThrow('damaged')
  expect(slot.path()).toBe('a')
  expect((await slot.dispatch('jobs.list', {})).ok).toBe(true)
  expect(log).toEqual([])
})

test('opening the open one again does nothing', async () => {
  const { slot, log } = open()
  await slot.open('a')
  await slot.open('a')
  expect(log).toEqual([])
})

test('without a workspace a call says so', async () => {
  const { slot } = open()
  expect(await slot.dispatch('jobs.list', {})).toMatchObject({ ok: false, error: { code: 'not_found' } })
  await slot.close()
})
