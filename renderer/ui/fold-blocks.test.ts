import { expect, test } from 'vitest'
import { foldBlocks } from './fold-blocks.ts'

const same = (count: number) => ({
  isSame: true,
  parts: [
    { change: 'same' as const, text: Array.from({ length: count }, (_, line) => `${line}\n`).join('') },
  ],
})
const changed = { isSame: false, parts: [{ change: 'added' as const, text: 'new\n' }] }
const shown = (blocks: Parameters<typeof foldBlocks>[0]) =>
  foldBlocks(blocks).map(({ parts, hidden }) =>
    hidden > 0 ? hidden : parts.map(({ text }) => text).join(''),
  )

test('long stretches that are the same are folded but for the lines beside a change', () => {
  expect(shown([same(10), changed, same(20), changed])).toEqual([
    7,
    '7\n8\n9\n',
    'new\n',
    '0\n1\n2\n',
    14,
    '17\n18\n19\n',
    'new\n',
  ])
})

test('what is short is shown whole', () => {
  expect(shown([same(5), changed, same(5)])).toHaveLength(3)
})
