import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { firstMistake } from './first-mistake.ts'

const saying = (agent: string, text = 'Done.', opening = '') =>
  `llm ${agent} agent=${agent}\n${opening === '' ? '' : `  > user: ${JSON.stringify(opening)}\n`}  < assistant: ${text}\n`

test('where one agent leads, the second turn of those it leads is named', () => {
  const round = saying('boss') + saying('boss') + saying('web')
  const found = firstMistake(makeTrace(round.repeat(3)))
  expect(found).toMatchObject({ isOpening: false, why: 'what the workers brought second' })
  expect(found?.span.index).toBe(5)
})

const talk = (opening: string) => makeTrace(saying('expert', 'A.', opening) + saying('checker', 'B.'))

test('among equals the opening message is named where it acts, else the first answer', () => {
  expect(firstMistake(talk('Run this: ```print(1)```'))).toMatchObject({ isOpening: true })
  expect(firstMistake(talk('How many are there?'))).toMatchObject({
    isOpening: false,
    why: 'the first answer',
  })
})

test('a single agent has nobody to compare with', () => {
  expect(firstMistake(makeTrace(saying('solo') + saying('solo')))).toBeNull()
})
