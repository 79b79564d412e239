/** The page is served under this scheme and host, by us, from the built files. */
export const APP_URL = 'app://main/'

/** True for addresses of the window's own page, spelt plainly: no user, no port, no other host that looks alike. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address)
  return (
    url !== null &&
    url.protocol === 'app:' &&
    url.host === 'main' &&
    url.username === '' &&
    url.password === '' &&
    address.startsWith(APP_URL)
  )
}
