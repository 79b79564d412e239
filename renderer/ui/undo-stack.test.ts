import { expect, test } from 'vitest'
import { createUndoStack } from './undo-stack.ts'

async function later(change: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1))
  change()
}

/** A list of words that steps add to and take from, each a moment later. */
function wordList() {
  const stack = createUndoStack()
  const words: string[] = []
  const add = (word: string) => {
    words.push(word)
    stack.did({
      what: word,
      undo: () => later(() => words.splice(words.indexOf(word), 1)),
      redo: () => later(() => words.push(word)),
    })
  }
  return { stack, words, add }
}

test('steps are taken back from the newest on and done again in order, however fast they are asked for', async () => {
  const { stack, words, add } = wordList()
  for (const word of ['a', 'b', 'c']) add(word)
  const outcomes = await Promise.all([stack.undo(), stack.undo(), stack.redo()])
  expect(outcomes.map((outcome) => outcome?.what)).toEqual(['c', 'b', 'b'])
  expect(words).toEqual(['a', 'b'])
  expect(stack.next()).toEqual({ undo: 'b', redo: 'c' })
})

test('a new step forgets what had been taken back', async () => {
  const { stack, add } = wordList()
  add('a')
  await stack.undo()
  add('b')
  expect(await stack.redo()).toBeNull()
  expect(stack.next()).toEqual({ undo: 'b', redo: null })
})

test('a step that fails is told and can be tried again', async () => {
  const stack = createUndoStack()
  const failure = new Error('busy')
  let isBusy = true
  stack.did({
    what: 'a',
    undo: async () => {
      if (isBusy) throw failure
    },
    redo: async () => undefined,
  })
  expect(await stack.undo()).toEqual({ what: 'a', error: failure })
  isBusy = false
  expect(await stack.undo()).toEqual({ what: 'a', error: null })
  expect(await stack.undo()).toBeNull()
})
