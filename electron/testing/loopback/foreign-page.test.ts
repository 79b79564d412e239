// Functions inside `attack` run in the page and can use nothing from outside.
/* oxlint-disable unicorn/consistent-function-scoping */
import type { Browser, Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser } from './open-browser.ts'
import { openHost, type OpenHost } from './open-host.ts'

/** A web server of somebody else on this machine. Any local page may be shown the app's cookie: cookies ignore ports. */
async function openForeignServer(cookiesSeen: string[]): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    cookiesSeen.push(request.headers.cookie ?? '')
    response.setHeader('content-type', 'text/html').end('<!doctype html><body></body>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, port: address.port }
}

describe.skipIf(!hasBrowser())('a page of somebody else in the same browser', () => {
  let browser: Browser
  let host: OpenHost
  let foreign: { server: Server; port: number }
  const cookiesSeen: string[] = []

  beforeAll(async () => {
    host = await openHost({ script: 'window.stolen = "the app\'s own script"' })
    foreign = await openForeignServer(cookiesSeen)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    foreign.server.close()
    await host.close()
  })

  /** A browser in which the app is open, so that its cookie is there. */
  async function openVictim(): Promise<Page> {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${host.port}/`)
    const token = await page.evaluate(async (given) => {
      const response = await fetch('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: given }),
      })
      return ((await response.json()) as { value: { pageToken: string } }).value.pageToken
    }, host.token)
    expect(token).toHaveLength(43)
    return page
  }

  test.each(['127.0.0.1', 'localhost', 'rebind.localhost', 'evil.localhost'])(
    'at %s on another port reads nothing and calls nothing',
    async (name) => {
      const victim = await openVictim()
      host.calls.clear()
      const page = await victim.context().newPage()
      await page.goto(`http://${name}:${foreign.port}/`)
      const succeeded = await page.evaluate(attack, `127.0.0.1:${host.port}`)
      const again = await page.evaluate(attack, `localhost:${host.port}`)
      expect([...succeeded, ...again]).toEqual([])
      expect(host.calls.size).toBe(0)
      await victim.context().close()
    },
  )

  test('under a name that was rebound to this machine is not answered', async () => {
    const page = await (await browser.newContext()).newPage()
    const response = await page.goto(`http://rebind.localhost:${host.port}/`)
    expect(response?.status()).toBe(421)
    expect(await page.evaluate(attack, `rebind.localhost:${host.port}`)).toEqual([])
  })

  test('cannot leave the app by a form or a link of its own with anything done there', async () => {
    const victim = await openVictim()
    host.calls.clear()
    const page = await victim.context().newPage()
    await page.goto(`http://127.0.0.1:${foreign.port}/`)
    await page.setContent(
      `<form method="post" enctype="text/plain" action="http://127.0.0.1:${host.port}/api/jobs.list"><input name="{" value="}"></form>`,
    )
    const [response] = await Promise.all([
      page.waitForResponse((answer) => answer.url().includes('/api/')),
      page.evaluate(() => document.forms[0]?.submit()),
    ])
    expect(response.status()).toBe(415)
    expect(host.calls.size).toBe(0)
    await victim.context().close()
  })

  test('is shown the cookie by the browser, which opens nothing without the page token', async () => {
    cookiesSeen.length = 0
    const victim = await openVictim()
    const page = await victim.context().newPage()
    await page.goto(`http://127.0.0.1:${foreign.port}/`)
    const cookie = cookiesSeen.find((line) => line.includes(`tidemark-${host.port}=`)) ?? ''
    expect(cookie).not.toBe('')
    const response = await fetch(`http://127.0.0.1:${host.port}/api/jobs.list`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(401)
    await victim.context().close()
  })
})

/** Runs in the foreign page; resolves to the names of the attempts that got something. */
async function attack(target: string): Promise<string[]> {
  const base = `http://${target}`
  const read = async (url: string, init: RequestInit): Promise<boolean> => {
    const response = await fetch(url, init)
    return response.type !== 'opaque' && response.ok
  }
  const loads = (element: HTMLImageElement | HTMLScriptElement | HTMLLinkElement): Promise<boolean> =>
    new Promise((resolve) => {
      element.addEventListener('load', () => resolve(true))
      element.addEventListener('error', () => resolve(false))
      document.body.append(element)
    })
  const json = { 'content-type': 'application/json' }
  const attempts: Record<string, () => Promise<boolean>> = {
    'read the page': () => read(`${base}/`, {}),
    'read it with the cookie': () => read(`${base}/`, { credentials: 'include' }),
    'call a method': () => read(`${base}/api/jobs.list`, { method: 'POST', headers: json, body: '{}' }),
    'call a method with the cookie': () =>
      read(`${base}/api/jobs.list`, { method: 'POST', headers: json, body: '{}', credentials: 'include' }),
    'call a method without a preflight': () =>
      read(`${base}/api/jobs.list`, { method: 'POST', body: '{}', mode: 'no-cors', credentials: 'include' }),
    'swap a token': () => read(`${base}/session`, { method: 'POST', headers: json, body: '{"token":"x"}' }),
    'read the events': () => read(`${base}/api/events`, { credentials: 'include' }),
    upload: () =>
      read(`${base}/upload`, { method: 'POST', body: 'x', mode: 'no-cors', credentials: 'include' }),
    'an image': () => loads(Object.assign(new Image(), { src: `${base}/icon.png` })),
    'a script': () => loads(Object.assign(document.createElement('script'), { src: `${base}/app.js` })),
    'a style': () =>
      loads(
        Object.assign(document.createElement('link'), {
          rel: 'stylesheet',
          href: `${base}/assets/style.css`,
        }),
      ),
    'a WebSocket': () =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${target}/api/events`)
        socket.addEventListener('open', () => resolve(true))
        socket.addEventListener('error', () => resolve(false))
      }),
    'an event source': () =>
      new Promise((resolve) => {
        const source = new EventSource(`${base}/api/events`, { withCredentials: true })
        source.addEventListener('open', () => resolve(true))
        source.addEventListener('error', () => resolve(false))
      }),
    'a beacon': () => {
      navigator.sendBeacon(`${base}/api/jobs.list`, '{}')
      return Promise.resolve(false)
    },
    'a frame': () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.addEventListener('load', () => {
          try {
            resolve(frame.contentDocument?.title === 'Tidemark')
          } catch {
            resolve(false)
          }
        })
        frame.src = `${base}/`
        document.body.append(frame)
      }),
  }
  const outcomes = await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) =>
      (await Promise.resolve()
        .then(attempt)
        .catch(() => false))
        ? [name]
        : [],
    ),
  )
  return 'stolen' in window ? ['ran the script', ...outcomes.flat()] : outcomes.flat()
}
