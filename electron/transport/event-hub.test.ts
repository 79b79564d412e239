import { expect, test } from 'vitest'
import { createEventHub } from './event-hub.ts'

const MESSAGE = { name: 'navigate', data: { to: '/shifts' } } as const

test('a listener that fails is logged and does not keep the others from hearing', () => {
  const logged: string[] = []
  const heard: unknown[] = []
  const hub = createEventHub((message) => logged.push(message))
  hub.subscribe(() => {
    throw new Error('no')
  })
  hub.subscribe((message) => heard.push(message))
  hub.publish(MESSAGE)
  expect(heard).toEqual([MESSAGE])
  expect(logged).toEqual(['a listener failed on the event navigate'])
})

test('a listener given twice hears twice, and each subscription ends by itself', () => {
  let count = 0
  const hub = createEventHub(() => {})
  const listener = (): void => void (count += 1)
  const end = hub.subscribe(listener)
  hub.subscribe(listener)
  hub.publish(MESSAGE)
  end()
  hub.publish(MESSAGE)
  expect(count).toBe(3)
})
