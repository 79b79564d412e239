import { expect, test } from 'vitest'
import { agentOfSegment, segmentKin, segmentOf } from './segment.ts'

test('a segment is the agent and the family of its model', () => {
  expect(segmentOf({ agent: 'booking', rootName: 'run', model: 'openai/gpt-4.1-2025-04-14' })).toBe(
    'booking × gpt-4.1',
  )
  expect(segmentOf({ agent: null, rootName: ' run\nloop ', model: null })).toBe('run loop × ?')
  expect(segmentOf({ agent: '', rootName: '', model: '' })).toBe('? × ?')
})

test('the agent can be read back from the name', () => {
  expect(segmentKin('a × b × gpt-4.1')).toBe('a × b')
  expect(segmentKin('plain')).toBeNull()
})

test.each([
  ['booking × gpt-4.1', ['agent', 'model'], 'booking'],
  ['prod · booking × gpt-4.1', ['environment', 'agent', 'model'], 'booking'],
  ['booking · eu', ['agent', 'attribute:region'], 'booking'],
  ['booking', ['agent'], 'booking'],
  ['a · b × gpt-4.1', ['agent', 'model'], 'a · b'],
  // The agent's own name holds what stands between parts: which is which cannot be told.
  ['prod · a · b × gpt-4.1', ['environment', 'agent', 'model'], null],
  ['eu × gpt-4.1', ['attribute:region', 'model'], null],
  ['other', ['agent', 'model'], null],
  ['everything', [], null],
] as const)('%s, split by %j, is of the agent %s', (segment, segmenter, agent) => {
  expect(agentOfSegment(segment, [...segmenter])).toBe(agent)
})
