/** What to do with an address that leads out of the app. */
export type ExternalDecision = { open: true; url: string; host: string } | { open: false }

/**
 * Only https, and only with the host shown to the person who then confirms. Other schemes start programs (`file:`,
 * `smb:`, `ms-msdt:`), and a user name in front of the host is there to deceive.
 */
export function decideExternal(address: string): ExternalDecision {
  const url = URL.parse(address)
  const isPlain =
    url !== null &&
    url.protocol === 'https:' &&
    /^https:\/\/[^\s\\@]+$/i.test(address) &&
    url.username === '' &&
    url.host !== ''
  return isPlain ? { open: true, url: url.href, host: url.host } : { open: false }
}
