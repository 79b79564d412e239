import { setTimeout as delay } from 'node:timers/promises'
import type { Page, Request } from '@playwright/test'

export interface ApiRequest {
  method: string
  /** From sending it until the whole answer was there. */
  ms: number
}

interface Visit {
  pending: number
  done: ApiRequest[]
}

export interface RequestWatch {
  /** What is sent from now on is counted; what is still under way is not. */
  begin(): void
  /** All that was sent since `begin`, when the last of it is answered. */
  settled(): Promise<ApiRequest[]>
}

/** Watches what a page asks of the Node side. */
export function watchRequests(page: Page): RequestWatch {
  let visit: Visit = { pending: 0, done: [] }
  const visits = new WeakMap<Request, Visit>()
  page.on('request', (request) => {
    if (methodOf(request) === null) return
    visits.set(request, visit)
    visit.pending++
  })
  const end = (request: Request): Visit | undefined => {
    const own = visits.get(request)
    if (own) own.pending--
    return own
  }
  page.on('requestfailed', end)
  page.on('requestfinished', (request) => {
    const method = methodOf(request)
    if (method !== null) end(request)?.done.push({ method, ms: request.timing().responseEnd })
  })
  return {
    begin: () => {
      visit = { pending: 0, done: [] }
    },
    settled: async () => {
      while (visit.pending > 0) await delay(5)
      return visit.done
    },
  }
}

function methodOf(request: Request): string | null {
  return /\/api\/([\w.]+)$/.exec(request.url())?.[1] ?? null
}
