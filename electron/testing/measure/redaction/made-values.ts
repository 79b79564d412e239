import type { DetectorId } from '../../../../shared/model/redaction.ts'

/** A source of numbers 0..1. */
export type Draw = () => number

export const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
export const LOWER = 'abcdefghijkmnopqrstuvwxyz'
export const DIGITS = '0123456789'
export const BASE62 = UPPER + LOWER + DIGITS
export const HEX = '0123456789abcdef'

/** Letters drawn from an alphabet. */
export function letters(draw: Draw, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(draw() * alphabet.length)]).join('')
}

export function pick<T>(draw: Draw, items: readonly T[]): T {
  const item = items[Math.floor(draw() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

export function uuid(draw: Draw): string {
  const hex = (length: number): string => letters(draw, HEX, length)
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
}

/** A number with the check digit of ISO/IEC 7812-1 at its end; `isRight` false gives a wrong one. */
export function cardNumber(draw: Draw, prefix: string, length: number, isRight = true): string {
  const body = prefix + letters(draw, DIGITS, length - prefix.length - 1)
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return body + String((10 - (sum % 10) + (isRight ? 0 : 3)) % 10)
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function jwt(draw: Draw): string {
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: letters(draw, DIGITS, 10), iat: 1_770_000_000 })}.${letters(draw, BASE62, 64)}`
}

const NAMES = ['ana', 'li.wei', 'j.o-brien', 'r_kumar', 'sofie', 'tom+work', 'müller', 'd.van.dijk'] as const
const DOMAINS = ['acme.test', 'mail.example.org', 'post.example.de', 'dept.uni-x.edu', 'firma.co.uk'] as const

/** Values as people and services write them. Secrets are put together here, so that no file holds one. */
export const VALUES: Readonly<Record<DetectorId, readonly ((draw: Draw) => string)[]>> = {
  secret: [
    (draw) => `AKIA${letters(draw, `${UPPER.replace('I', '')}234567`, 16)}`,
    (draw) => `ghp_${letters(draw, BASE62, 36)}`,
    (draw) => `github_pat_${letters(draw, BASE62, 22)}_${letters(draw, BASE62, 59)}`,
    (draw) => `glpat-${letters(draw, BASE62, 20)}`,
    (draw) => `xoxb-${letters(draw, DIGITS, 12)}-${letters(draw, DIGITS, 12)}-${letters(draw, BASE62, 24)}`,
    (draw) => `sk-ant-api03-${letters(draw, BASE62, 93)}-${letters(draw, BASE62, 6)}AA`,
    (draw) => `sk-proj-${letters(draw, BASE62, 74)}`,
    (draw) => `sk-${letters(draw, BASE62, 48)}`,
    (draw) => `AIza${letters(draw, BASE62, 35)}`,
    (draw) => `sk_live_${letters(draw, BASE62, 24)}`,
    (draw) => `SG.${letters(draw, BASE62, 22)}.${letters(draw, BASE62, 43)}`,
    (draw) => `npm_${letters(draw, BASE62, 36)}`,
    (draw) => `hf_${letters(draw, UPPER + LOWER, 34)}`,
    (draw) => `lsv2_pt_${letters(draw, HEX, 32)}_${letters(draw, HEX, 10)}`,
    (draw) => `sk-lf-${uuid(draw)}`,
    (draw) => `dop_v1_${letters(draw, HEX, 64)}`,
    jwt,
  ],
  email: [
    (draw) => `${pick(draw, NAMES)}@${pick(draw, DOMAINS)}`,
    (draw) => `${pick(draw, NAMES)}${letters(draw, DIGITS, 2)}@${pick(draw, DOMAINS)}`,
    (draw) =>
      `${letters(draw, UPPER, 1)}${letters(draw, LOWER, 5)}.${letters(draw, LOWER, 7)}@${pick(draw, DOMAINS)}`,
  ],
  phone: [
    (draw) => `+49 ${pick(draw, ['30', '151', '89'])} ${letters(draw, DIGITS, 4)}${letters(draw, DIGITS, 4)}`,
    (draw) =>
      `+1 (${letters(draw, '23456789', 3)}) ${letters(draw, '23456789', 3)}-${letters(draw, DIGITS, 4)}`,
    (draw) => `+44 20 7${letters(draw, DIGITS, 3)} ${letters(draw, DIGITS, 4)}`,
    (draw) => `+${pick(draw, ['33', '34', '91'])}${letters(draw, '123456789', 1)}${letters(draw, DIGITS, 8)}`,
    (draw) => `(${letters(draw, '23456789', 3)}) ${letters(draw, '23456789', 3)}-${letters(draw, DIGITS, 4)}`,
    (draw) => `${letters(draw, '23456789', 3)}-${letters(draw, '23456789', 3)}-${letters(draw, DIGITS, 4)}`,
    (draw) => `0${pick(draw, ['30', '151', '171'])} ${letters(draw, '123456789', 7)}`,
  ],
  card: [
    (draw) => cardNumber(draw, '4', 16),
    (draw) => cardNumber(draw, '53', 16).replace(/(\d{4})(?=\d)/g, '$1 '),
    (draw) => cardNumber(draw, '37', 15).replace(/^(\d{4})(\d{6})/, '$1 $2 '),
    (draw) => cardNumber(draw, '6011', 16).replace(/(\d{4})(?=\d)/g, '$1-'),
  ],
  ip: [
    (draw) =>
      [10, 1, 2, 3]
        .map(() => 1 + Math.floor(draw() * 250))
        .join('.')
        .replace(/^127/, '128'),
    (draw) => `192.168.${Math.floor(draw() * 255)}.${1 + Math.floor(draw() * 250)}`,
    (draw) =>
      `2001:db8:${letters(draw, '123456789abcdef', 4)}::${letters(draw, '123456789abcdef', 4)}:${letters(draw, HEX, 2)}1`,
  ],
}
