import { expect, test } from 'vitest'
import { legibleText, splitLegible } from './legible.ts'

test('escapes, marks of direction and halves of characters show as signs', () => {
  expect(legibleText('\u001b[31mred\u0000')).toBe('⟨ESC⟩[31mred⟨NUL⟩')
  expect(legibleText('a\u202eb\u202c')).toBe('a⟨RLO⟩b⟨PDF⟩')
  expect(legibleText('half \ud83d, whole 😀')).toBe('half ⟨D83D⟩, whole 😀')
  expect(legibleText('\u0085')).toBe('⟨0085⟩')
})

test('a text that only a model would read shows', () => {
  const hidden = String.fromCodePoint(0xe0068, 0xe0069)
  expect(legibleText(`ok${hidden}\u200b`)).toBe('ok⟨h⟩⟨i⟩⟨ZWSP⟩')
})

test('what can be read stays as it is: any script, line breaks, tabs', () => {
  const text = 'مرحبا\tשלום\r\nПривет 👩‍🚀'
  expect(splitLegible(text)).toEqual([text])
})
