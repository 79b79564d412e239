import { registerHooks } from 'node:module'

// Started by the test as a process of its own: runs main.ts with the stand-in and prints what came of it.
const standIn = new URL('./electron-stand-in.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
const electron = await import('./electron-stand-in.ts')
await import('../../main.ts')
electron.becomeReady()
while (!electron.record.some((entry) => entry.startsWith('load ') || entry === 'quit')) {
  // oxlint-disable-next-line no-await-in-loop
  await new Promise((resolve) => setTimeout(resolve, 20))
}

const PAGE = { senderFrame: { parent: null, origin: 'app://main' } }
type Invoke = (caller: object, ...args: unknown[]) => Promise<{ ok: boolean; error?: { code: string } }>
type Serve = (request: Request) => Response
const invoke = electron.handlers.get('tidemark:request') as unknown as Invoke
const serve = electron.schemes.get('app') as unknown as Serve
const [window] = electron.BrowserWindow.all
const info = await invoke(PAGE, 'workspace.info', {})
const stolen = await invoke(PAGE, 'imports.start', { sources: ['/etc/passwd'] })
const result = {
  record: electron.record,
  options: window?.options,
  guarded: window?.webContents.eventNames().map(String),
  info,
  stolen,
  page: serve(new Request('app://main/traces')).status,
  strange: serve(new Request('app://main/package.json')).status,
}
electron.app.quit()
// What the boot left open would keep the process alive and fail the test by its deadline.
process.stdout.write(JSON.stringify(result))
