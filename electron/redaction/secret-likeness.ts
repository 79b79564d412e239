/** What stands in documentation and templates instead of a value. */
const PLACEHOLDER =
  /^(?:<.*|\$\{?[A-Za-z_]\w*\}?|\$\(.*|\{\{.*|%[\w(].*|\*+|x+|\.+|-+|_+|null|none|nil|true|false|undefined|empty|string|required|optional|redacted|masked|hidden|changeme|change_me|placeholder|example|sample|test|dummy|todo|tbd|secret|token|password|passwd|pass|your[_-]?.*|my[_-]?(?:secret|token|password|key).*|\[.*|process\.env.*|os\.environ.*|env\..*|config\..*|settings\..*|self\..*|this\..*|get[A-Z_].*|.*\(\)?|N\/A)$/i

/** Whether it only says where a value would stand. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || /x{6,}|\*{3,}|\.{3}|…/i.test(value)
}

/** Bits a character below which a text is words or a pattern; random letters and digits have 4 or more. */
const LEAST_ENTROPY = 3
const LEAST_LENGTH = 10

/** Whether it looks made by a machine to be guessed by nobody: long, mixed, no words, no plain number, path or version. */
export function isRandom(value: string): boolean {
  if (value.length < LEAST_LENGTH || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false
  if (
    /^[\d.,:+-]+[a-z]{0,3}$/i.test(value) ||
    /^https?:|^\/|^\w+\.(?:json|ya?ml|py|ts|js|md|txt)$/.test(value)
  )
    return false
  if (/^[a-z]+(?:[-_.][a-z]+)*(?:[-_.]?v?\d{1,4})?(?:[-_.]\d{1,3})*$/i.test(value)) return false
  if (/^\d{4}-\d\d-\d\d/.test(value)) return false
  return entropyOf(value) >= LEAST_ENTROPY
}

/** Shannon's entropy of its characters, bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}
