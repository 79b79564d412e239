import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'
import { runCli } from './run-cli.ts'

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url))
const PAGE = fileURLToPath(new URL('../../../out/renderer/index.html', import.meta.url))

test.skipIf(!existsSync(PAGE))(
  'serve prints its address first, answers only with its token, and ends with Ctrl+C',
  async () => {
    const folder = temporaryFolder()
    const child = spawn(
      process.execPath,
      [CLI, 'serve', '--json', '--workspace', join(folder, 'w.tidemark')],
      {
        env: { ...process.env, TIDEMARK_HOME: folder },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const first = await new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', resolve),
    )
    const { url } = JSON.parse(first) as { url: string }
    const { origin, hash, hostname } = new URL(url)
    expect(hostname).toBe('127.0.0.1')
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${origin}/api/workspace.info`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      })
    expect((await ask({})).status).toBe(401)
    const answer = await ask({ 'x-app-token': hash.replace('#t=', '') })
    expect(await answer.json()).toMatchObject({ ok: true, value: { name: 'w.tidemark', traces: 0 } })
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  },
)

test('a port that another program uses is told of in one sentence', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = temporaryFolder()
  const { code, stderr } = await runCli([
    'serve',
    '--port',
    String(port),
    '--workspace',
    join(folder, 'w.tidemark'),
  ])
  server.close()
  expect([code, stderr]).toEqual([
    1,
    `tidemark: Port ${port} cannot be used: another program uses it. Leave --port out to take a free one.\n`,
  ])
})
