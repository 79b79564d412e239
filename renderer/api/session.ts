import type { TabChannel } from './tab-channel.ts'

/** The right of this page to call methods: a token kept for this tab, beside the cookie that scripts cannot read. */
export interface Session {
  /** The page token, or null where nobody has given this tab one. */
  pageToken(): Promise<string | null>
  /** Gives up a token that the host no longer takes. */
  forget(pageToken: string): void
}

const KEY = 'tidemark-page-token'
// Another tab answers at once; this is only the wait where there is no other tab.
const OTHER_TABS_MS = 400

/**
 * Swaps the token of the address (`#t=…`) for a session and takes it out of the address at once.
 * A reload finds the page token in sessionStorage, a tab opened from a link asks the tabs beside it.
 */
export function openSession(channel: TabChannel): Session {
  let current: Promise<string | null> | null = null

  const adopt = (pageToken: string): void => {
    sessionStorage.setItem(KEY, pageToken)
    current = Promise.resolve(pageToken)
  }
  const swapFragment = (address: string): void => {
    const token = takeFragmentToken(address)
    if (token !== null) current = swap(token, channel)
  }

  channel.listen((message) => {
    if (message.kind === 'token') adopt(message.pageToken)
    if (message.kind !== 'token-wanted') return
    const pageToken = sessionStorage.getItem(KEY)
    if (pageToken !== null) channel.post({ kind: 'token', pageToken })
  })
  // The address printed by a restarted host, pasted into a tab of the old one, only changes the fragment.
  window.addEventListener('hashchange', ({ newURL }) => swapFragment(newURL))
  swapFragment(location.href)
  // Asked at once: the tab this one was opened from may be closed before the first call.
  current ??= findToken(channel)

  return {
    pageToken() {
      current ??= findToken(channel)
      return current
    },
    forget(pageToken) {
      if (sessionStorage.getItem(KEY) === pageToken) sessionStorage.removeItem(KEY)
      current = null
    },
  }
}

/** `address` is the one that was gone to: the router may have taken it for a view and left it by now. */
function takeFragmentToken(address: string): string | null {
  const token = /#t=([\w-]+)$/.exec(address)?.[1] ?? null
  if (token !== null && address === location.href)
    history.replaceState(history.state, '', location.pathname + location.search)
  return token
}

async function swap(token: string, channel: TabChannel): Promise<string | null> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null)
  if (response?.ok !== true) return findToken(channel)
  const reply: { value: { pageToken: string } } = await response.json()
  const { pageToken } = reply.value
  sessionStorage.setItem(KEY, pageToken)
  channel.post({ kind: 'token', pageToken })
  return pageToken
}

async function findToken(channel: TabChannel): Promise<string | null> {
  const kept = sessionStorage.getItem(KEY)
  if (kept !== null) return kept
  return new Promise((resolve) => {
    const end = channel.listen((message) => {
      if (message.kind === 'token') finish(message.pageToken)
    })
    const timer = setTimeout(() => finish(null), OTHER_TABS_MS)
    const finish = (pageToken: string | null): void => {
      clearTimeout(timer)
      end()
      resolve(pageToken)
    }
    channel.post({ kind: 'token-wanted' })
  })
}
