import { isAppUrl } from './app-url.ts'

interface Preventable {
  preventDefault(): void
}

interface Navigation extends Preventable {
  url: string
}

/** The part of Electron's WebContents that is closed off here. */
export interface HardenedContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (details: Navigation) => void,
  ): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void
}

function stay(details: Navigation): void {
  if (!isAppUrl(details.url)) details.preventDefault()
}

/** Keeps a page where it is: no leaving, no frames of others, no webviews, no windows of its own. */
export function hardenWebContents(contents: HardenedContents, onExternal: (url: string) => void): void {
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    onExternal(url)
    return { action: 'deny' }
  })
}
