import type { Random } from './random.ts'
import type { AgentId } from './story.ts'

export interface ToolDefinition {
  name: string
  description: string
  parameters: Record<string, unknown>
  /** What a call looks like and what it answers when all is well. */
  call(random: Random): { arguments: Record<string, unknown>; result: unknown }
}

export interface AgentDefinition {
  id: AgentId
  name: string
  service: string
  model: string
  answeredBy: string
  provider: string
  /** US dollars a million tokens. */
  inputPrice: number
  outputPrice: number
  prompt(version: number): string
  firstPromptVersion: number
  tools: readonly ToolDefinition[]
  question(random: Random): string
  answer(random: Random): string
}

const CITIES = [
  'Lisbon',
  'Oslo',
  'Vienna',
  'Porto',
  'Dublin',
  'Turin',
  'Malmö',
  'Ghent',
  'Kraków',
  'Zürich',
] as const
const NAMES = ['Ada', 'Noor', 'Jonas', 'Mei', 'Tomás', 'Irina', 'Kofi', 'Lena', 'Yusuf', 'Élise'] as const
const TOPICS = [
  'tidal power in narrow straits',
  'heat pumps in old buildings',
  'night trains across the Alps',
  'battery recycling yields',
  'coastal erosion forecasts',
  'urban bee populations',
] as const

const text = (description: string): Record<string, unknown> => ({ type: 'string', description })
const schema = (properties: Record<string, unknown>, required: string[]): Record<string, unknown> => ({
  type: 'object',
  properties,
  required,
})
const date = (random: Random): string => `2026-0${random.whole(5, 9)}-${String(random.whole(10, 28))}`
const money = (random: Random, low: number, high: number): number => random.whole(low * 100, high * 100) / 100

const searchFlights: ToolDefinition = {
  name: 'search_flights',
  description:
    'Searches flights between two cities on a day. Returns offers with fare class, price and seats left.',
  parameters: schema(
    {
      from: text('City of departure'),
      to: text('City of arrival'),
      date: text('Day, ISO'),
      fare: text('basic or flex'),
    },
    ['from', 'to', 'date'],
  ),
  call: (random) => ({
    arguments: {
      from: random.pick(CITIES),
      to: random.pick(CITIES),
      date: date(random),
      fare: random.pick(['basic', 'flex']),
    },
    result: {
      ok: true,
      offers: Array.from({ length: random.whole(2, 3) }, () => ({
        flight: `TM${random.whole(100, 999)}`,
        departs: `${random.whole(6, 21)}:${random.pick(['05', '20', '40', '55'])}`,
        price: random.whole(49, 320),
        currency: 'EUR',
        seats: random.whole(1, 9),
      })),
    },
  }),
}

const findCustomer: ToolDefinition = {
  name: 'find_customer',
  description: 'Finds a customer by e-mail or booking code.',
  parameters: schema({ query: text('E-mail or booking code') }, ['query']),
  call: (random) => ({
    arguments: { query: `${random.pick(NAMES).toLowerCase()}@example.org` },
    result: {
      id: `c-${random.whole(10_000, 99_999)}`,
      tier: random.pick(['basic', 'silver', 'gold']),
      bookings: random.whole(1, 6),
    },
  }),
}

const changeBooking: ToolDefinition = {
  name: 'change_booking',
  description: 'Moves a booking to another flight and charges or refunds the difference.',
  parameters: schema({ booking: text('Booking code'), flight: text('New flight') }, ['booking', 'flight']),
  call: (random) => ({
    arguments: { booking: `B${random.whole(100_000, 999_999)}`, flight: `TM${random.whole(100, 999)}` },
    result: { status: 'confirmed', difference: money(random, 0, 80), currency: 'EUR' },
  }),
}

const listInvoices: ToolDefinition = {
  name: 'list_invoices',
  description: 'Lists the invoices of an account, newest first.',
  parameters: schema({ account: text('Account number'), limit: { type: 'integer' } }, ['account']),
  call: (random) => ({
    arguments: { account: `A-${random.whole(1000, 9999)}`, limit: random.whole(3, 10) },
    result: Array.from({ length: random.whole(2, 3) }, () => ({
      invoice: `INV-${random.whole(10_000, 99_999)}`,
      total: money(random, 9, 420),
      state: random.pick(['paid', 'paid', 'open', 'disputed']),
    })),
  }),
}

const issueRefund: ToolDefinition = {
  name: 'issue_refund',
  description: 'Refunds an invoice in full or in part. Needs a reason.',
  parameters: schema({ invoice: text('Invoice number'), amount: { type: 'number' }, reason: text('Why') }, [
    'invoice',
    'reason',
  ]),
  call: (random) => ({
    arguments: {
      invoice: `INV-${random.whole(10_000, 99_999)}`,
      amount: money(random, 5, 120),
      reason: 'charged twice',
    },
    result: { refund: `R-${random.whole(1000, 9999)}`, state: 'queued', days: random.whole(2, 5) },
  }),
}

const webSearch: ToolDefinition = {
  name: 'web_search',
  description: 'Searches the web and returns titles, addresses and snippets.',
  parameters: schema({ query: text('What to look for') }, ['query']),
  call: (random) => {
    const topic = random.pick(TOPICS)
    return {
      arguments: { query: `${topic} ${random.pick(['2024', '2025', 'review', 'data', 'cost'])}` },
      result: {
        results: Array.from({ length: random.whole(2, 3) }, (_, i) => ({
          title: `${topic}: ${random.pick(['a survey', 'field results', 'what we know', 'open questions'])}`,
          url: `https://example.org/${topic.replaceAll(' ', '-')}/${i + 1}`,
          snippet: `A study of ${random.whole(12, 480)} sites found a change of ${random.whole(2, 38)} % over ${random.whole(2, 12)} years; the authors ask for longer series.`,
        })),
      },
    }
  },
}

const readPage: ToolDefinition = {
  name: 'read_page',
  description: 'Reads a page and returns its text.',
  parameters: schema({ url: text('Address') }, ['url']),
  call: (random) => {
    const topic = random.pick(TOPICS)
    return {
      arguments: { url: `https://example.org/${topic.replaceAll(' ', '-')}/${random.whole(1, 5)}` },
      result: `${topic[0]?.toUpperCase()}${topic.slice(1)}. Between ${random.whole(2001, 2012)} and ${random.whole(2018, 2025)} the reported figure rose by ${random.whole(3, 45)} %. Measurements were taken at ${random.whole(4, 60)} stations; ${random.whole(1, 9)} of them were moved in between, so the early part of the series should be read with care. The appendix lists the instruments and the corrections applied.`,
    }
  },
}

export const AGENTS: Record<AgentId, AgentDefinition> = {
  booking: {
    id: 'booking',
    name: 'booking',
    service: 'booking-agent',
    model: 'gpt-4.1',
    answeredBy: 'gpt-4.1-2025-04-14',
    provider: 'openai',
    inputPrice: 2,
    outputPrice: 8,
    firstPromptVersion: 7,
    prompt: (version) =>
      `You are the booking assistant of a small airline. Help the traveller to find, change or cancel a flight. Look the customer up before you change anything, quote prices in euro with the fare class, and never promise seats that a search did not show. ${version >= 8 ? 'Search the basic fare first and widen to flexible fares only when the traveller asks. Keep answers under eighty words.' : 'Search all fares at once and offer the two best.'} If a tool fails, say so plainly and offer another way. Do not ask for card numbers. Close with the next step.`,
    tools: [findCustomer, searchFlights, changeBooking],
    question: (random) =>
      random.pick([
        `I need to move my flight from ${random.pick(CITIES)} to ${date(random)}, preferably the cheaper fare.`,
        `What is the cheapest way to ${random.pick(CITIES)} on ${date(random)}?`,
        `My meeting in ${random.pick(CITIES)} moved, can I fly home a day later? Booking under ${random.pick(NAMES)}.`,
      ]),
    answer: (random) =>
      `The best match leaves at ${random.whole(6, 21)}:${random.pick(['05', '20', '40', '55'])} and costs €${random.whole(49, 320)} in the ${random.pick(['basic', 'flex'])} fare. Shall I book it for you?`,
  },
  billing: {
    id: 'billing',
    name: 'billing',
    service: 'billing-agent',
    model: 'gpt-4.1-mini',
    answeredBy: 'gpt-4.1-mini-2025-04-14',
    provider: 'openai',
    inputPrice: 0.4,
    outputPrice: 1.6,
    firstPromptVersion: 3,
    prompt: () =>
      'You answer questions about invoices and refunds. Always list the invoices first. Refund only what the policy allows: double charges, cancelled services within fourteen days, and amounts below two hundred euro without approval. Explain every amount. If something is disputed, open a case and give its number.',
    tools: [listInvoices, issueRefund],
    question: (random) =>
      random.pick([
        `I was charged twice in ${random.pick(['March', 'April'])}, please refund one of them.`,
        `Why is my invoice €${random.whole(20, 400)} this month?`,
        'I cancelled last week and would like my money back.',
      ]),
    answer: (random) =>
      `I found the invoice and ${random.pick(['queued a refund', 'opened a case', 'checked the charges'])} over €${random.whole(5, 180)}. You will see it within ${random.whole(2, 5)} days.`,
  },
  research: {
    id: 'research',
    name: 'research',
    service: 'research-agent',
    model: 'claude-sonnet-4-5',
    answeredBy: 'claude-sonnet-4-5-20250929',
    provider: 'anthropic',
    inputPrice: 3,
    outputPrice: 15,
    firstPromptVersion: 11,
    prompt: () =>
      'You research a question on the web and answer with sources. Search first, read at least one page, prefer primary data, and give years and sample sizes. Say what is uncertain. Never cite a page you have not read. Answer in three short paragraphs followed by a list of addresses.',
    tools: [webSearch, readPage],
    question: (random) =>
      random.pick([
        `What is known about ${random.pick(TOPICS)}? Give me numbers.`,
        `Summarise the evidence on ${random.pick(TOPICS)} since ${random.whole(2015, 2022)}.`,
      ]),
    answer: (random) =>
      `The longer series show a rise of ${random.whole(4, 40)} % over ${random.whole(4, 15)} years, with most of it after ${random.whole(2014, 2021)}. Two sources disagree on the cause; both used fewer than ${random.whole(20, 90)} sites. Treat early figures with care.`,
  },
}
