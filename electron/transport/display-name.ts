const MAX_LENGTH = 100
// Names that Windows opens as devices, with or without an extension.
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * A file name from outside as one harmless path segment that still reads as the original: letters and digits of
 * any script, dot, dash and underscore; never hidden, never reserved, at most 100 characters with its extension kept.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+|[._]+$/g, '')
  if (plain === '') return 'file'
  const kept = shorten(plain)
  return RESERVED.test(kept) ? `_${kept}` : kept
}

function shorten(name: string): string {
  const letters = Array.from(name)
  if (letters.length <= MAX_LENGTH) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  return letters.slice(0, MAX_LENGTH - extension.length).join('') + extension
}
