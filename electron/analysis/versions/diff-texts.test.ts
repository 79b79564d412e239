import { expect, test } from 'vitest'
import { diffTexts } from './diff-texts.ts'

function words(from: number): string {
  return Array.from({ length: 30_000 }, (_, at) => `w${from + at}`).join(' ')
}

test('a changed word is one removed and one added, in a line that else stays', () => {
  const { blocks, added, removed } = diffTexts(
    'Book flights.\nTry 3 times.\nBe kind.',
    'Book flights.\nTry 5 times.\nBe kind.',
  )
  expect(blocks).toEqual([
    { isSame: true, parts: [{ change: 'same', text: 'Book flights.\n' }] },
    {
      isSame: false,
      parts: [
        { change: 'same', text: 'Try ' },
        { change: 'removed', text: '3' },
        { change: 'added', text: '5' },
        { change: 'same', text: ' times.\n' },
      ],
    },
    { isSame: true, parts: [{ change: 'same', text: 'Be kind.\n' }] },
  ])
  expect([added, removed]).toEqual([1, 1])
})

test('both texts can be put together again from the parts', () => {
  const before = 'a b c\n\nd e f\ng\n'
  const after = 'a x c\nd e f\n\nh\ng\n'
  const { blocks } = diffTexts(before, after)
  const text = (left: string) =>
    blocks
      .flatMap(({ parts }) => parts.filter(({ change }) => change !== left).map((part) => part.text))
      .join('')
  expect(text('added')).toBe(before)
  expect(text('removed')).toBe(after)
})

test('equal texts have no difference, and texts with nothing in common are shown whole', () => {
  expect(diffTexts('a', 'a')).toMatchObject({ added: 0, removed: 0, blocks: [{ isSame: true }] })
  expect(diffTexts(words(0), words(50_000))).toMatchObject({ added: 30_000, removed: 30_000 })
})
