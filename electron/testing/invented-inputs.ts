import { type Chance, chanceFrom } from './count-worlds.ts'

/** What people ask in an invented product, by topic; `{}` is a word of the long tail. */
const TOPICS = {
  refund: [
    'please refund order {n}',
    'I want my money back for {}',
    'the invoice {n} was charged twice, refund it',
  ],
  flight: ['book a flight to {} on the {n}', 'change my flight to {}', 'is there a cheaper flight to {}'],
  password: ['I cannot log in, reset my password', 'password for the account of {} does not work'],
  delivery: ['where is my parcel {n}', 'the delivery to {} is late', 'parcel {} arrived damaged'],
  voucher: ['my voucher {n} is not accepted', 'how long is the gift voucher for {} valid'],
} as const
export type InventedTopic = keyof typeof TOPICS

const OPENINGS = ['Hello,', 'Hi,', 'Good morning,', 'Hey', 'Dear team,', '']
const CLOSINGS = ['Thanks!', 'Thank you.', 'It is urgent.', 'Best regards', '']
/** Names and places: the longer the list is read, the rarer the word. */
const TAIL = 900

/** One input, mostly of the topics with the larger share. */
export function inventInput(chance: Chance, shares: Partial<Record<InventedTopic, number>>): string {
  const topics = Object.entries(shares) as [InventedTopic, number][]
  let left = chance.uniform() * topics.reduce((sum, [, share]) => sum + share, 0)
  const topic = topics.find(([, share]) => (left -= share) <= 0)?.[0] ?? topics[0]![0]
  const text = pick(chance, TOPICS[topic])
    .replace('{n}', String(10_000 + Math.floor(chance.uniform() * 80_000)))
    .replace('{}', tailWord(chance))
  return [pick(chance, OPENINGS), text, pick(chance, CLOSINGS)].join(' ').trim()
}

export function inventInputs(
  seed: number,
  count: number,
  shares: Partial<Record<InventedTopic, number>>,
): string[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, () => inventInput(chance, shares))
}

/** Zipf's law: the n-th word is 1/n as common as the first. */
function tailWord(chance: Chance): string {
  const rank = Math.floor(TAIL ** chance.uniform())
  return `w${'abcdefghijklmnopqrstuvwxyz'.charAt(rank % 26)}${rank.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}`
}

function pick<T>(chance: Chance, items: readonly T[]): T {
  return items[Math.floor(chance.uniform() * items.length)]!
}
