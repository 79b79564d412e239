import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'
import { PROJECT_ROOT } from '../layers.ts'

export interface Host {
  url: string
  folder: string
  workspace: string
  stop(): Promise<void>
}

/** The built app in its browser host, on a workspace of its own unless one is named; `args` go to `tidemark serve`. */
export async function startHost(args: string[] = [], named?: string): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-e2e-'))
  const workspace = named ?? join(folder, 'test.tidemark')
  const child = spawn(
    process.execPath,
    [join(PROJECT_ROOT, 'out/main/cli.js'), 'serve', '--json', '--workspace', workspace, ...args],
    { env: { ...process.env, TIDEMARK_HOME: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const url = await firstUrl(child)
  return {
    url,
    folder,
    workspace,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function firstUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the host has no standard output')
  for await (const line of createInterface({ input: child.stdout })) {
    return (JSON.parse(line) as { url: string }).url
  }
  throw new Error('the host ended before it was ready')
}

/** The sample export, imported and analysed before the host says where it is. */
export const SAMPLE = join(PROJECT_ROOT, 'resources/samples/first-run.jsonl.zst')

/** Opens a view of the running app by its path, without loading the page anew. */
export async function openView(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#${to}`
  }, path)
}

/** What must stay empty while a page is used: console errors, policy violations, requests that leave the machine. */
export function watchPage(page: Page): string[] {
  const wrong: string[] = []
  page.on('console', (message) => {
    // The driver's own scripts, kept out of the frame that shows a report.
    const isDriver = /^Blocked script execution in '(?:about:blank|blob:)/.test(message.text())
    if (message.type() === 'error' && !isDriver) wrong.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') wrong.push(`request: ${request.url()}`)
  })
  return wrong
}

/** Drops a file on the window, as a person does. */
export async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ text, fileName }) => {
      const binary = atob(text)
      const data = Uint8Array.from(binary, (character) => character.charCodeAt(0))
      const carried = new DataTransfer()
      carried.items.add(new File([data], fileName))
      return carried
    },
    { text: bytes.toString('base64'), fileName: name },
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}
