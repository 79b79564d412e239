import { expect, test } from 'vitest'
import type { Message } from '../../shared/model/message.ts'
import { FEW_ITEMS, GROUP_ITEMS, listItems, placeOfItem, type EncodedList } from './encoded-list.ts'
import { ListWriter } from './list-writer.ts'

/** Texts kept once, by number from 1. */
function keepingTexts(): { texts: string[]; keep: (text: string) => number } {
  const texts: string[] = []
  const keep = (text: string): number => {
    if (!texts.includes(text)) texts.push(text)
    return texts.indexOf(text) + 1
  }
  return { texts, keep }
}

function pieceWriter(keep: (text: string) => number): ListWriter<string> {
  return new ListWriter({ isShort: (piece) => piece.length <= 20, keepItem: keep, keepText: keep })
}

function readBack(json: string, texts: readonly string[]): string[] {
  const group = (id: number): string[] => JSON.parse(texts[id - 1] ?? '[]')
  const encoded: EncodedList<string> = JSON.parse(json)
  return listItems(encoded, (id) => group(id).length).map((item) => {
    if (typeof item === 'string') return item
    const { id, position } = placeOfItem(item)
    return (position < 0 ? texts[id - 1] : group(id)[position]) ?? ''
  })
}

/** Every seventh piece is long. */
function historyOf(length: number): string[] {
  return Array.from({ length }, (_, index) =>
    index % 7 === 2 ? `a long piece, number ${index}` : `piece ${index}`,
  )
}

test.each([0, 1, FEW_ITEMS, FEW_ITEMS + 1, FEW_ITEMS + GROUP_ITEMS, 100])(
  'a list of %i items reads back as it was',
  (length) => {
    const { texts, keep } = keepingTexts()
    const items = historyOf(length)
    expect(readBack(pieceWriter(keep).write(items, null), texts)).toEqual(items)
  },
)

test('a history is written the same whether it was seen growing or comes at once', () => {
  const { keep } = keepingTexts()
  const growing = pieceWriter(keep)
  for (let length = 1; length <= 60; length += 1)
    expect(growing.write(historyOf(length), 'trace')).toBe(pieceWriter(keep).write(historyOf(length), null))
})

test('a history that was shortened or changed is not taken for the one before', () => {
  const { texts, keep } = keepingTexts()
  const writer = pieceWriter(keep)
  const long = historyOf(40)
  for (const items of [
    long,
    long.slice(0, 30),
    long.with(3, 'changed'),
    long.toReversed(),
    historyOf(5),
    long,
  ])
    expect(readBack(writer.write(items, 'trace'), texts)).toEqual(items)
})

test('histories that alternate do not mix', () => {
  const { texts, keep } = keepingTexts()
  const writer = pieceWriter(keep)
  for (let length = 10; length < 30; length += 1) {
    const other = historyOf(length).map((piece) => `${piece}!`)
    expect(readBack(writer.write(historyOf(length), 'one'), texts)).toEqual(historyOf(length))
    expect(readBack(writer.write(other, 'other'), texts)).toEqual(other)
  }
})

test('short neighbours of a long list share a content', () => {
  const { texts, keep } = keepingTexts()
  const messages = Array.from({ length: 40 }, (_, index): Message => ({
    role: 'user',
    text: `message ${index}`,
  }))
  new ListWriter<Message>({
    isShort: () => true,
    keepItem: (message) => keep(JSON.stringify(message)),
    keepText: keep,
  }).write(messages, null)
  expect(texts).toHaveLength(40 / GROUP_ITEMS)
})
