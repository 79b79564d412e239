// Functions inside evaluate run in the page and can use nothing from outside.
/* oxlint-disable unicorn/consistent-function-scoping */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EventMessage, Transport } from '../../../shared/contract.ts'
import { buildClientPage } from './build-client.ts'
import { hasBrowser, openBrowser } from './open-browser.ts'
import { openHost, type OpenHost } from './open-host.ts'

/** What renderer/api/client.ts exports, as far as it is used here; the two halves are compiled apart. */
interface Client {
  call(method: string, input: object): Promise<unknown>
  transport(): Transport
  watchConnection(listener: (state: string) => void): () => void
}

interface ClientError {
  name: string
  code: string
  message: string
}

declare global {
  interface Window {
    client: Client
    heard: EventMessage[]
    states: string[]
    refusedByPolicy: string[]
  }
}

describe.skipIf(!hasBrowser())('the page in a real browser', () => {
  let browser: Browser
  let folder: string
  let host: OpenHost
  let context: BrowserContext

  beforeAll(async () => {
    folder = await buildClientPage()
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    host = await openHost({ folder })
    context = await browser.newContext()
    await context.addInitScript(() => {
      window.refusedByPolicy = []
      document.addEventListener('securitypolicyviolation', (event) =>
        window.refusedByPolicy.push(event.violatedDirective),
      )
    })
  })
  afterEach(async () => {
    await context.close()
    await host.close()
  })

  async function openPage(url: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(url)
    await page.waitForFunction(() => 'client' in window)
    return page
  }

  test('swaps the token of the address at once and calls methods', async () => {
    const page = await openPage(host.url)
    expect(await jobs(page)).toBe('ok')
    expect(page.url()).toBe(`http://127.0.0.1:${host.port}/`)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect(await page.evaluate(() => window.refusedByPolicy)).toEqual([])
  })

  test('goes on after a reload, at the address of a view, and in a tab opened from a link', async () => {
    const page = await openPage(host.url)
    expect(await jobs(page)).toBe('ok')
    await page.evaluate(() => history.pushState(null, '', '/traces?filter=a%2Fb'))
    await page.reload()
    await page.waitForFunction(() => 'client' in window)
    expect(await jobs(page)).toBe('ok')
    const other = await openPage(`http://127.0.0.1:${host.port}/shifts`)
    expect(await jobs(other)).toBe('ok')
  })

  test('is refused with a readable sentence where it never had a token', async () => {
    const page = await openPage(`http://127.0.0.1:${host.port}/`)
    expect(await jobs(page)).toContain('unauthorized: This page has no access')
  })

  test('throws errors with their code and details', async () => {
    const page = await openPage(host.url)
    const error = await page.evaluate(async () => {
      try {
        await window.client.call('query.run', { sql: '' })
        return null
      } catch (thrown) {
        const { name, code, message } = thrown as ClientError
        return { name, code, message }
      }
    })
    expect(error).toMatchObject({ name: 'ApiError', code: 'bad_request' })
    expect(error?.message).toContain('sql')
  })

  test('hears every event in ten tabs and can still call, though a browser allows six connections', async () => {
    const first = await openPage(host.url)
    expect(await jobs(first)).toBe('ok')
    const pages = [first]
    // oxlint-disable-next-line no-await-in-loop
    while (pages.length < 10) pages.push(await openPage(`http://127.0.0.1:${host.port}/shifts`))
    await Promise.all(pages.map(listen))
    await first.waitForFunction(() => window.states.at(-1) === 'open')
    host.events.publish({ name: 'navigate', data: { to: '/x' } })
    await Promise.all(
      pages.map((page) => page.waitForFunction(() => window.heard.some(({ name }) => name === 'navigate'))),
    )
    expect(await Promise.all(pages.map(jobs))).toEqual(pages.map(() => 'ok'))
    const heard = await Promise.all(pages.map((page) => page.evaluate(() => window.heard)))
    for (const messages of heard) expect(messages.filter(({ name }) => name === 'navigate')).toHaveLength(1)
  })

  test('another tab reads the events on when the one that did is closed', async () => {
    const first = await openPage(host.url)
    await listen(first)
    await first.waitForFunction(() => window.states.at(-1) === 'open')
    const second = await openPage(`http://127.0.0.1:${host.port}/shifts`)
    await listen(second)
    await first.close()
    await second.waitForFunction(() => window.states.includes('open'))
    host.events.publish({ name: 'navigate', data: { to: '/y' } })
    await second.waitForFunction(() => window.heard.some(({ name }) => name === 'navigate'))
    expect(await jobs(second)).toBe('ok')
  })

  test('says that the host is gone, and takes the new address in the same tab when it is back', async () => {
    const page = await openPage(host.url)
    await listen(page)
    await page.waitForFunction(() => window.states.at(-1) === 'open')
    const { port } = host
    await host.close()
    await page.waitForFunction(() => window.states.at(-1) === 'lost')
    expect(await jobs(page)).toContain('unreachable: ')
    host = await openHost({ folder, port })
    await page.waitForFunction(() => window.states.at(-1) === 'unauthorized')
    expect(await jobs(page)).toContain('unauthorized: ')
    await page.evaluate((hash) => (location.hash = hash), new URL(host.url).hash)
    await page.waitForFunction(() => window.states.at(-1) === 'open')
    expect(await jobs(page)).toBe('ok')
    expect(page.url()).toBe(`http://127.0.0.1:${port}/`)
    // What was missed meanwhile is asked for again.
    expect(await page.evaluate(() => window.heard.map(({ name }) => name))).toContain('workspace.changed')
  })

  test('uploads a file and gets its reference', async () => {
    const page = await openPage(host.url)
    const id = await page.evaluate(() =>
      window.client.transport().pathOf(new File(['a\nb\n'], 'läufe.jsonl')),
    )
    const path = host.uploads.resolve(id)
    expect(path).toMatch(/läufe\.jsonl$/)
    expect(await readFile(path, 'utf8')).toBe('a\nb\n')
  })

  test('may style with the nonce of this start and not without', async () => {
    const page = await openPage(host.url)
    const sizes = await page.evaluate(() => {
      const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? ''
      const add = (id: string, given: string): string => {
        const style = document.createElement('style')
        style.nonce = given
        style.append(`#${id} { position: fixed }`)
        const element = document.createElement('p')
        element.id = id
        document.head.append(style)
        document.body.append(element)
        return getComputedStyle(element).position
      }
      return [add('with', nonce), add('without', ''), add('guessed', 'none')]
    })
    expect(sizes).toEqual(['fixed', 'static', 'static'])
  })
})

/** `ok`, or the error of a call as `code: sentence`. */
function jobs(page: Page): Promise<string> {
  return page.evaluate(() =>
    window.client.call('jobs.list', {}).then(
      () => 'ok',
      (error: ClientError) => `${error.code}: ${error.message}`,
    ),
  )
}

function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.heard = []
    window.states = []
    window.client.transport().subscribe((message) => window.heard.push(message))
    window.client.watchConnection((state) => window.states.push(state))
  })
}
