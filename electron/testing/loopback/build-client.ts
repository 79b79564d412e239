import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const CLIENT = fileURLToPath(new URL('../../../renderer/api/client.ts', import.meta.url))

/** Builds a page of which the renderer's own client is all: `window.client`. Resolves to the folder. */
export async function buildClientPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-client-'))
  await writeFile(
    join(folder, 'entry.ts'),
    `import * as client from ${JSON.stringify(CLIENT)}\nclient.transport()\nObject.assign(window, { client })\n`,
  )
  const out = join(folder, 'out')
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      outDir: out,
      minify: false,
      lib: { entry: join(folder, 'entry.ts'), formats: ['es'], fileName: () => 'app.js' },
    },
  })
  await writeFile(
    join(out, 'index.html'),
    '<!doctype html><html><head><title>Tidemark</title></head><body><script type="module" src="/app.js"></script></body></html>',
  )
  return out
}
