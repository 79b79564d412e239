import { isIPv6 } from 'node:net'
import type { Detector } from './detector.ts'

/** Endings of files that follow an `@` as a domain would: `icon@2x.png`. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|md|html|py|lock|tgz|zip)$/i

const EMAIL: Detector = {
  rule: 'email',
  hint: /@|%40|\\u0040/,
  pattern:
    /(?<![\w.%@-])(?<!\/\/(?:[^\s/@]{0,60}:)?)[\p{L}\p{N}_+][\p{L}\p{N}._%+'-]{0,63}(?:@|%40|\\u0040)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}_-])/gu,
  isMeant: (value, _before, after) =>
    !FILE_ENDING.test(value) && !(value.startsWith('git@') && after.startsWith(':')),
}

/** Around a number that counts or names something else than a phone. */
const OTHER_NUMBER =
  /(?:order|invoice|ref|reference|ticket|isbn|issn|id|number|no|nr|#|version|v|tracking|account|serial|sku|booking|flight|zip|iban|vat|tax|case|build|port|pid|lat|lng|lon|coordinates?)\W{0,4}$/i

const PHONE: Detector = {
  rule: 'phone',
  hint: /\d[\d ().\-/]{6,}\d/,
  pattern:
    /(?<![\w.+\-/#%])(?:\+\d{1,3}[ .\-/]?(?:\(\d{1,4}\)[ .\-/]?)?\d(?:[ .\-/]?\d){5,12}|00[1-9]\d(?:[ .\-/]?\d){7,11}|0[1-9](?:[ .-]\d{2}){4}|(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}|0\d{1,4}[ /-]\d{3,8}(?:[ -]\d{2,6}){0,2}|\(0\d{1,4}\) ?\d{3,8}(?:[ -]\d{2,6}){0,2})(?![\w/]|[.,-]\d)/g,
  isMeant: (value, before) => {
    const digits = value.replace(/\D/g, '')
    if (digits.length < 8 || digits.length > 15) return false
    if (value.startsWith('+')) return !/^\+(\d)\1*$/.test(value)
    return !OTHER_NUMBER.test(before) && !/^\d{1,2}[.\-/]\d{1,2}[.\-/]\d{2,4}/.test(value)
  },
}

const CARD: Detector = {
  rule: 'card',
  hint: /\d[\d\s-]{11,}\d/,
  pattern: /(?<![A-Za-z0-9.+-])\d(?:[\s-]{0,3}\d){11,18}(?![\w]|[.-]\d)/g,
  isMeant: (value) => {
    const digits = value.replace(/\D/g, '')
    return isGrouped(value) && hasCardPrefix(digits) && luhn(digits)
  },
}

/** A number that its name says is a phone: no shape is asked of it. */
const NAMED_PHONE: Detector = {
  rule: 'phone',
  hint: /phone|tel|mobile|cell|fax|telefon|handy|whatsapp|sms/i,
  pattern:
    /(?<![A-Za-z])(?:(?:tele)?phone|tel|mobile|cell|fax|telefon|handy|whatsapp|sms)(?:[_ -]?(?:number|no|nr))?[\\"'\s:.=]{1,6}(?<value>\+?\(?\d[\d ().\-/]{6,16}\d)(?!\w)/gi,
}

/** A card is written without gaps or in groups of three to six: what else has gaps is a list of numbers. */
function isGrouped(value: string): boolean {
  const groups = value.split(/[\s-]+/)
  return groups.length === 1 || (groups.length <= 5 && groups.every((group) => /^\d{3,7}$/.test(group)))
}

/** Lengths and first digits of the networks in use (ISO/IEC 7812 ranges as the networks publish them). */
function hasCardPrefix(digits: string): boolean {
  const { length } = digits
  if (digits.startsWith('4')) return length === 16 || length === 13 || length === 19
  if (/^3[47]/.test(digits)) return length === 15
  if (/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return length === 16
  if (/^(?:6011|65|64[4-9]|62|35(?:2[89]|[3-8]))/.test(digits)) return length >= 16
  if (/^(?:30[0-5]|36|38)/.test(digits)) return length === 14
  return /^(?:5018|5020|5038|6304|6759|676[1-3])/.test(digits)
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
/** Before four numbers with dots that are a version. */
const VERSION_WORD =
  /(?:version|ver|release|build|chrome|firefox|firmware|driver|python|node|java|php|ruby|kernel|postgres|postgresql|mysql|nginx|section|chapter|ios|android|windows|macos|package|pkg|v)[ "'.:=/]{0,4}$/i

const IP4: Detector = {
  rule: 'ip',
  hint: /\d\.\d{1,3}\.\d/,
  pattern: new RegExp(
    `(?<![\\w.~^-])(?<![A-Z][A-Za-z]{1,20}/|==)(?:${OCTET}\\.){3}${OCTET}(?![\\w-]|\\.\\d)`,
    'g',
  ),
  // Loopback, unspecified, broadcast and masks name no machine.
  isMeant: (value, before) => !/^(?:127|0|255)\./.test(value) && !VERSION_WORD.test(before),
}

const IP6: Detector = {
  rule: 'ip',
  hint: /:[0-9a-f]{0,4}:/i,
  pattern: /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+)?(?![\w:])/gi,
  isMeant: (value) =>
    isIPv6(value) && /\d/.test(value) && (value.match(/:/g)?.length ?? 0) >= 3 && !/^[0:]+1?$/.test(value),
}

/** What leads to a person or a machine. */
export const PERSON_DETECTORS: readonly Detector[] = [EMAIL, CARD, PHONE, NAMED_PHONE, IP4, IP6]
