import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createUtilityLaunch } from './utility-query.ts'

test('a query is started in its own folder with a small heap, and ended even where it hears no signal', async () => {
  const deaf = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"
  const child = spawn(process.execPath, ['-e', deaf], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const asked: unknown[] = []
  const sent: unknown[] = []
  const launch = createUtilityLaunch((path, args, { cwd, execArgv, env }) => {
    asked.push(path, args, cwd, execArgv, env.NODE_OPTIONS)
    return {
      pid: child.pid,
      postMessage: (message) => void sent.push(message),
      on: (event: string, listener: (message: unknown) => void) => child.on(event, listener),
      kill: () => child.kill(),
    }
  }, 512)
  const query = launch(new URL('file:///app/query-process.js'), '/tmp/query')
  query.send({ sql: 'select 1' })
  query.kill()
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(asked).toEqual(['/app/query-process.js', [], '/tmp/query', ['--max-old-space-size=512'], ''])
  expect(sent).toEqual([{ sql: 'select 1' }])
})
