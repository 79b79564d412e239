import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { readDesktopState, withRecent, writeDesktopState } from './desktop-state.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-state-'))
})

test('a change keeps what it does not speak of', () => {
  writeDesktopState(folder, { recent: ['/a.tidemark'] })
  writeDesktopState(folder, { isMaximized: true })
  expect(readDesktopState(folder)).toEqual({ bounds: null, isMaximized: true, recent: ['/a.tidemark'] })
})

test.each(['', '{', '[]', '{"bounds":{"x":"left"}}', '{"recent":[1]}', 'null'])(
  'a damaged file (%j) is as none',
  (text) => {
    writeFileSync(join(folder, 'desktop.json'), text)
    expect(readDesktopState(folder)).toEqual({ bounds: null, isMaximized: false, recent: [] })
  },
)

test('the last workspace comes first, once, and eight are kept', () => {
  const many = Array.from({ length: 10 }, (_, i) => `/${i}.tidemark`)
  expect(withRecent(many, '/3.tidemark')).toEqual([
    '/3.tidemark',
    ...many.filter((path) => !path.includes('3')).slice(0, 7),
  ])
})
