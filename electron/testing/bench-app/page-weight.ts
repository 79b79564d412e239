import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import type { BenchRow } from '../bench/measure.ts'

const GOAL_MEMORY_MB = 400
const GOAL_SCRIPT_KB = 600

/** Opens the app and weighs every script it fetches until the first view is there, compressed one by one. */
export async function openWeighed(page: Page, url: string): Promise<BenchRow> {
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body())
  })
  await page.goto(url)
  await page.locator('main h1, main h2').first().waitFor()
  const sizes = (await Promise.all(scripts)).map((bytes) => gzipSync(bytes, { level: 9 }).length)
  const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000
  return {
    what: 'script of the first view, compressed',
    measured: `${kb.toFixed(0)} kB in ${sizes.length} files`,
    goal: `below ${GOAL_SCRIPT_KB} kB`,
    met: sizes.length > 0 && kb < GOAL_SCRIPT_KB,
  }
}

/** Memory of the page's process at its peak until now, and what its script holds; needs Linux's /proc. */
export async function measureMemory(browser: Browser, page: Page): Promise<BenchRow> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakMemory(id))
  const metrics = await (await page.context().newCDPSession(page)).send('Memory.getDOMCounters')
  const peak = Math.max(...peaks)
  return {
    what: 'memory of the renderer after all of this, at its peak',
    measured: `${peak.toFixed(0)} MB (${metrics.nodes} nodes now)`,
    goal: `below ${GOAL_MEMORY_MB} MB`,
    met: peak < GOAL_MEMORY_MB,
  }
}

function peakMemory(pid: number): number {
  try {
    return (
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
    )
  } catch {
    return Number.NaN
  }
}
