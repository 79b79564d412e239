import { isAppUrl } from './app-url.ts'

/** True where the window may load an address. Nothing goes out to any network: whatever is not ours is cancelled. */
export function isAllowedRequest(address: string): boolean {
  if (isAppUrl(address)) return true
  return (
    address.startsWith('blob:app://main/') || address.startsWith('data:') || address.startsWith('devtools:')
  )
}

/** True for downloads of what the page made itself, such as an exported report. */
export function isAllowedDownload(address: string): boolean {
  return address.startsWith('blob:app://main/')
}
