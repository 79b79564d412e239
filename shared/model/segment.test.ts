import { expect, test } from 'vitest'
import { segmentAgent, segmentOf } from './segment.ts'

test('a segment is the agent and the family of its model', () => {
  expect(segmentOf({ agent: 'booking', rootName: 'run', model: 'openai/gpt-4.1-2025-04-14' })).toBe(
    'booking × gpt-4.1',
  )
  expect(segmentOf({ agent: null, rootName: ' run\nloop ', model: null })).toBe('run loop × ?')
  expect(segmentOf({ agent: '', rootName: '', model: '' })).toBe('? × ?')
})

test('the agent can be read back from the name', () => {
  expect(segmentAgent('a × b × gpt-4.1')).toBe('a × b')
  expect(segmentAgent('plain')).toBeNull()
})
