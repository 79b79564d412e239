import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { defaultWorkspace, readUserState, rememberWorkspace, userFolder } from './user-state.ts'

test.each([
  ['linux', {}, '/home/a/.local/share/tidemark'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/tidemark'],
  ['darwin', {}, '/home/a/Library/Application Support/Tidemark'],
  ['linux', { TIDEMARK_HOME: '/own' }, '/own'],
] as const)('on %s with %j the state lies in %s', (platform, env, folder) => {
  expect(userFolder(env, platform, '/home/a')).toBe(folder)
})

test('the last workspace is the next one to open; before there was any, one in the folder of the user', () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet')
  expect(defaultWorkspace(folder)).toBe(join(folder, 'workspace.tidemark'))
  rememberWorkspace(folder, '/somewhere/w.tidemark')
  expect(defaultWorkspace(folder)).toBe('/somewhere/w.tidemark')
  expect(readdirSync(folder)).toEqual(['state.json'])
})

test.each(['', '{', '[]', '{"lastWorkspace":7}'])('a state that reads %j counts as none', (text) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'state.json'), text)
  expect(readUserState(folder)).toEqual({ lastWorkspace: null })
})

test('where nothing can be remembered, work goes on', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'state.json.new'))
  expect(() => rememberWorkspace(folder, '/w.tidemark')).not.toThrow()
  expect(readUserState(folder)).toEqual({ lastWorkspace: null })
})
