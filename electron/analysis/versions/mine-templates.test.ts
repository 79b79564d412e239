import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Course } from './course.ts'
import { unitsOf } from './prompt-units.ts'
import { mineTemplates, type MinedTemplate, type SeenPrompt } from './mine-templates.ts'

const DAY_US = 86_400_000_000
const START_US = Date.UTC(2026, 2, 2) * 1000

/** One trace a call, three hours apart; equal texts become one prompt. */
function seen(texts: readonly string[], everyUs = DAY_US / 8): SeenPrompt[] {
  const prompts = new Map<string, { key: string; text: string; course: [number, number][] }>()
  for (const [index, text] of texts.entries()) {
    const key = createHash('sha256').update(text).digest('hex')
    const prompt = prompts.get(key) ?? { key, text, course: [] }
    prompt.course.push([START_US + index * everyUs, 1])
    prompts.set(key, prompt)
  }
  return [...prompts.values()]
}

function mine(texts: readonly string[]): MinedTemplate[] {
  return mineTemplates(seen(texts)).toSorted((a, b) => (a.text < b.text ? -1 : 1))
}

function textsOf(texts: readonly string[]): string[] {
  return mine(texts).map(({ text }) => text)
}

function withoutBlanks(texts: readonly string[]): string[] {
  return textsOf(texts).map((text) => text.replaceAll(/\n+/g, '\n'))
}

function times(count: number, textOf: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => textOf(index))
}

const NAMES = ['Ada', 'Bo', 'Chen', 'Dora', 'Emil', 'Fatou', 'Gil', 'Hana', 'Ivo', 'Jun', 'Kim']
const nameOf = (index: number): string =>
  `${NAMES[(index * 7) % NAMES.length]!} ${NAMES[(index * 5 + 3) % NAMES.length]!}`
/** A stretch of invented prose, the same for the same number. */
const prose = (seed: number, lines: number): string =>
  times(
    lines,
    (line) =>
      `Passage ${seed}-${line}: ${NAMES[(seed + line) % 11]!} wrote of ${(seed * 37 + line * 11) % 997} ships.`,
  ).join('\n')

function idsOf(all: readonly SeenPrompt[]): string[] {
  return mineTemplates(all)
    .map(({ id, prompts: own }) => `${id} ${own.toSorted().join()}`)
    .toSorted()
}

function undated(text: string, traces: number): SeenPrompt {
  const course: Course = [[0, traces]]
  return { key: text, text, course }
}

test('a date, a name and an id in a sentence are one template', () => {
  const texts = times(
    60,
    (i) =>
      `You help ${nameOf(i)} with flights.\nToday is 2026-03-${String((i % 28) + 1).padStart(2, '0')}, 09:${10 + (i % 50)}.\nRequest ${(i * 7919).toString(16).padStart(9, 'a1')}.\nNever promise a seat.`,
  )
  expect(textsOf(texts)).toEqual([
    'You help ⟨…⟩ with flights.\nToday is ⟨date⟩, ⟨time⟩.\nRequest ⟨id⟩.\nNever promise a seat.',
  ])
})

test('retrieved documents of any length are one slot, popular ones too', () => {
  const popular = prose(1, 6)
  const texts = times(
    80,
    (i) =>
      `Answer from the sources.\n\n<documents>\n${i % 3 === 0 ? `${popular}\n` : ''}${prose(i + 10, (i % 9) + 1)}\n</documents>\n\nCite them.`,
  )
  expect(textsOf(texts)).toEqual(['Answer from the sources.\n\n<documents>\n⟨…⟩\n</documents>\n\nCite them.'])
})

test('a word that stands elsewhere in the sentence too is not taken for the value beside it', () => {
  const texts = times(40, (i) => `The customer is ${nameOf(i)}. Today is a fine day, and it is ours.`)
  expect(textsOf(texts)).toEqual(['The customer is ⟨…⟩. Today is a fine day, and it is ours.'])
})

test('a list that is sometimes empty is one slot', () => {
  const texts = times(
    40,
    (i) => `Known customers:\n${times(i % 5, (j) => `- ${nameOf(i * 3 + j)}\n`).join('')}Be brief.`,
  )
  expect(textsOf(texts)).toEqual(['Known customers:\n⟨…⟩\nBe brief.'])
})

test('one changed word is a new version, though names and dates vary', () => {
  const texts = times(
    80,
    (i) =>
      `You ${i < 50 ? 'may' : 'must'} look ${nameOf(i)} up first.\nToday is ${i + 1} March 2026.\nBe kind.`,
  )
  expect(textsOf(texts)).toEqual([
    'You may look ⟨…⟩ up first.\nToday is ⟨date⟩.\nBe kind.',
    'You must look ⟨…⟩ up first.\nToday is ⟨date⟩.\nBe kind.',
  ])
})

test('a number that changes once is a version; one that varies freely is a value', () => {
  const changed = times(60, (i) => `Try at most ${i < 40 ? 3 : 5} times.\nThen give up.\nSay why.`)
  expect(textsOf(changed)).toEqual([
    'Try at most 3 times.\nThen give up.\nSay why.',
    'Try at most 5 times.\nThen give up.\nSay why.',
  ])
  const free = times(60, (i) => `Try at most ${3 + ((i * 7) % 4)} times.\nThen give up.\nSay why.`)
  expect(textsOf(free)).toEqual(['Try at most ⟨…⟩ times.\nThen give up.\nSay why.'])
})

test('a number that counts up is a value', () => {
  const texts = times(60, (i) => `Ticket ${4700 + i} is open.\nSolve it.\nClose it.`)
  expect(textsOf(texts)).toEqual(['Ticket ⟨…⟩ is open.\nSolve it.\nClose it.'])
})

test('what changes with every day or every session is a value', () => {
  const motto = times(160, (i) => `Motto of the day: ${nameOf(Math.floor(i / 8))}!\nSell tickets.\nBe kind.`)
  expect(textsOf(motto)).toEqual(['Motto of the day: ⟨…⟩!\nSell tickets.\nBe kind.'])
})

test('a line that was added, and one that was taken out, make new versions', () => {
  const added = times(
    60,
    (i) => `Book flights.\n${i < 30 ? '' : 'Never guess a price.\n'}Ask for ${nameOf(i)}.\nBe kind.`,
  )
  expect(textsOf(added)).toEqual([
    'Book flights.\nAsk for ⟨…⟩.\nBe kind.',
    'Book flights.\nNever guess a price.\nAsk for ⟨…⟩.\nBe kind.',
  ])
})

test('a new version that only the newest traces have is one already, and leaves the old one as it was', () => {
  const old = 'Book flights.\nAsk first.\nBe kind.'
  const before = mine(times(200, () => old))
  const after = mine([...times(200, () => old), ...times(3, () => old.replace('first', 'twice'))])
  expect(after.map(({ text }) => text)).toEqual([old, old.replace('first', 'twice')])
  expect(after[0]?.id).toBe(before[0]?.id)
  // One stray trace must not turn a word of the template into a value either.
  expect(textsOf([...times(200, () => old), old.replace('kind', 'blunt')])).toContain(old)
})

test('a version tried on a part of the traffic is a version', () => {
  const texts = times(
    300,
    (i) => `Book flights.\nQuote ${i > 150 && i % 4 === 0 ? 'euro' : 'dollars'}.\nBe kind.`,
  )
  expect(textsOf(texts)).toEqual([
    'Book flights.\nQuote dollars.\nBe kind.',
    'Book flights.\nQuote euro.\nBe kind.',
  ])
})

test('two templates that share most lines and run side by side stay two', () => {
  const shared = times(20, (i) => `Rule ${i}: ${prose(i, 1)}`).join('\n')
  const rest = ['flights', 'invoices'].map((what) =>
    times(4, (i) => `When asked about ${what}, follow step ${i} of the ${what} guide to the letter.`).join(
      '\n',
    ),
  )
  const texts = times(60, (i) => `${shared}\nThe customer is ${nameOf(i)}.\n${rest[i % 2]!}`)
  expect(textsOf(texts)).toEqual(rest.map((own) => `${shared}\nThe customer is ⟨…⟩.\n${own}`))
})

test('prompts of different roles are different templates', () => {
  const texts = times(60, (i) =>
    i % 3 === 0
      ? `Plan the work for ${nameOf(i)} in five steps. Write no code.`
      : `Translate into ${nameOf(i)}'s language and keep the tone of the letter.`,
  )
  expect(textsOf(texts)).toEqual([
    'Plan the work for ⟨…⟩ in five steps. Write no code.',
    "Translate into ⟨…⟩'s language and keep the tone of the letter.",
  ])
})

test('any language: words are compared in scripts without blanks too', () => {
  const texts = times(
    60,
    (i) =>
      `你是${NAMES[i % 11]!}的订票助手。\n今天是2026年3月${(i % 28) + 1}日。\n最多尝试${i < 30 ? '三' : '五'}次。`,
  )
  expect(textsOf(texts)).toEqual([
    '你是⟨…⟩的订票助手。\n今天是⟨date⟩。\n最多尝试三次。',
    '你是⟨…⟩的订票助手。\n今天是⟨date⟩。\n最多尝试五次。',
  ])
})

test('the order of arrival changes nothing', () => {
  const texts = times(
    120,
    (i) => `You ${i < 70 ? 'may' : 'must'} look ${nameOf(i)} up.\n${prose(i, i % 6)}\nBe kind.`,
  )
  const prompts = seen(texts)
  const shuffled = prompts.toSorted((a, b) => (a.key.slice(5) < b.key.slice(5) ? -1 : 1))
  expect(idsOf(shuffled)).toEqual(idsOf(prompts))
  expect(idsOf(prompts)).toHaveLength(2)
})

test('without a clock, few texts that recur are versions', () => {
  const found = mineTemplates([undated('Try 3 times.\nBe kind.', 20), undated('Try 5 times.\nBe kind.', 20)])
  expect(found).toHaveLength(2)
})

test('a prompt of 100 KB with a changed word in it', () => {
  const long = prose(3, 2500)
  const texts = times(
    40,
    (i) => `${long}\nYou ${i < 20 ? 'may' : 'must'} ask ${nameOf(i)}.\n${prose(i, 3)}\n${long.slice(0, 40)}`,
  )
  expect(long.length).toBeGreaterThan(80_000)
  expect(mine(texts)).toHaveLength(2)
})

test('short templates used side by side stay two, unless they are one sentence with a value in it', () => {
  const shared = 'You work for a small airline.\nNever promise a seat.'
  const rest = ['Move bookings when asked to.', 'Pay money back within two weeks.']
  expect(textsOf(times(60, (i) => `${shared}\n${rest[(i * 7) % 2]!}`))).toEqual(
    rest.map((line) => `${shared}\n${line}`),
  )
  expect(
    textsOf(times(60, (i) => `${shared}\nThe customer is a ${i % 2 === 0 ? 'gold' : 'silver'} member.`)),
  ).toEqual([`${shared}\nThe customer is a ⟨…⟩ member.`])
})

test('a version that was taken back and came again is one version', () => {
  expect(
    textsOf(
      times(80, (i) => `Book flights.\nYou ${(i > 20 && i < 40) || i > 60 ? 'must' : 'may'} ask.\nBe kind.`),
    ),
  ).toEqual(['Book flights.\nYou may ask.\nBe kind.', 'Book flights.\nYou must ask.\nBe kind.'])
})

test('the menu of the day beside a list of orders is no version, however long the two are', () => {
  const texts = times(
    160,
    (i) => `Sell lunch.\nMenu:\n${prose(500 + Math.floor(i / 8), 3)}\nOrders:\n${prose(i, i % 4)}\nBe kind.`,
  )
  expect(withoutBlanks(texts)).toEqual(['Sell lunch.\nMenu:\n⟨…⟩\nOrders:\n⟨…⟩\nBe kind.'])
  const joined = texts.map((text) => text.replace('Orders:\n', ''))
  expect(withoutBlanks(joined)).toEqual(['Sell lunch.\nMenu:\n⟨…⟩\nBe kind.'])
})

test.each([
  ['Today is Thursday, 12 March 2026, 09:14 UTC.', 'Today is ⟨date⟩, ⟨time⟩.'],
  ['Now: 2026-03-12T09:14:22.123Z', 'Now: ⟨date⟩'],
  ['The date is March 12th.', 'The date is ⟨date⟩.'],
  ['It is Monday today.', 'It is ⟨date⟩ today.'],
  ['Current month: 2026-03', 'Current month: ⟨date⟩'],
  ['Heute ist der 12. März 2026.', 'Heute ist der ⟨date⟩.'],
  ['오늘은 2026년 3월 12일입니다.', '오늘은 ⟨date⟩입니다.'],
  ['Never book on Mondays, and use gpt-4o-2024-08-06.', 'Never book on Mondays, and use gpt-4o-2024-08-06.'],
  ['Offer at most 3 of 12 seats in 24/7 support.', 'Offer at most 3 of 12 seats in 24/7 support.'],
  ['Session 4bf92f3577b34da6a3ce929d0e0e4736 began.', 'Session ⟨id⟩ began.'],
])('%s is masked as %s', (text, masked) => {
  expect(unitsOf(text).map((unit) => unit.text)).toEqual([masked])
})
