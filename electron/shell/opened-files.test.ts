import { expect, test } from 'vitest'
import { readOpenRequest } from './opened-files.ts'

test('an installed app opens the files named after it', () => {
  expect(readOpenRequest(['/opt/tidemark', 'a.jsonl', '/data/b.zip'], true, '/home/me')).toEqual({
    workspace: null,
    exports: ['/home/me/a.jsonl', '/data/b.zip'],
  })
})

test('a checkout has its own folder as the first argument', () => {
  expect(readOpenRequest(['/electron', '/srv/app', 'a.jsonl'], false, '/home/me').exports).toEqual([
    '/home/me/a.jsonl',
  ])
})

test('switches of Chromium and of the system are no files', () => {
  const argv = ['/opt/tidemark', '--no-sandbox', '-psn_0_12345', '--original-process-start-time=1', 'a.jsonl']
  expect(readOpenRequest(argv, true, '/d').exports).toEqual(['/d/a.jsonl'])
})

test('after two dashes everything is a file', () => {
  expect(readOpenRequest(['/opt/tidemark', '--', '--strange.jsonl'], true, '/d').exports).toEqual([
    '/d/--strange.jsonl',
  ])
})

test('a workspace is opened and not imported; the last one named wins', () => {
  expect(readOpenRequest(['/opt/tidemark', 'a.tidemark', 'x.json', 'b.TIDEMARK'], true, '/d')).toEqual({
    workspace: '/d/b.TIDEMARK',
    exports: ['/d/x.json'],
  })
})

test('a plain start opens nothing', () => {
  expect(readOpenRequest(['/opt/tidemark'], true, '/d')).toEqual({ workspace: null, exports: [] })
  expect(readOpenRequest(['/electron', '.'], false, '/d')).toEqual({ workspace: null, exports: [] })
})
