import type { Random } from '../../../sample/random.ts'

/** What an agent did in one run, before it is written in a dialect. Faults and traps change it in place. */
export interface Story {
  agent: string
  system: string
  user: string
  tools: ToolDeclaration[]
  steps: Step[]
  /** What the run as a whole ended in. */
  failure: StoryFailure | null
  attributes: Record<string, string | number>
  /** The output of the run; null where none is recorded. */
  output: string | null
}

export interface ToolDeclaration {
  name: string
  schema: {
    type: 'object'
    properties: Record<string, object>
    required?: string[]
    additionalProperties?: boolean
  }
}

export interface StoryFailure {
  type: string
  message: string
  /** HTTP status, where one is recorded. */
  status?: number
}

export interface Call {
  id: string
  name: string
  arguments: string
}

export interface ModelStep {
  kind: 'llm'
  text: string
  calls: Call[]
  finish: string | null
  inputTokens: number
  outputTokens: number
  requested: string
  answered: string
  failure: StoryFailure | null
  maxTokens: number | null
  /** JSON Schema the answer was demanded in. */
  format: object | null
}

export interface ToolStep {
  kind: 'tool'
  call: Call
  output: string | null
  failure: StoryFailure | null
}

export type Step = ModelStep | ToolStep

interface Domain {
  agent: string
  system: string
  ask(random: Random): string
  tools: ToolDeclaration[]
  /** Arguments of a call, and what it gives. */
  use(tool: string, random: Random): { arguments: object; result: string }
  answer(result: string): string
}

const text = { type: 'string' }
const count = { type: 'integer' }

function tool(
  name: string,
  properties: Record<string, object>,
  required = Object.keys(properties),
): ToolDeclaration {
  return { name, schema: { type: 'object', properties, required } }
}

const CITIES = ['Oslo', 'Lyon', 'Porto', 'Graz', 'Ghent', 'Turku'] as const
const TOPICS = [
  'refund policy',
  'harbour fees',
  'trace sampling',
  'holiday opening hours',
  'invoice layout',
] as const

const DOMAINS: readonly Domain[] = [
  {
    agent: 'order-desk',
    system: 'You help customers of a shop. Use the tools.',
    ask: (random) => `Where is my order W${random.whole(1_000_000, 9_999_999)}, and when does it arrive?`,
    tools: [
      tool('get_order', { order_id: text }),
      tool('list_shipments', { order_id: text, limit: count }, ['order_id']),
      tool('send_mail', { to: text, body: text }),
    ],
    use(name, random) {
      const order = `W${random.whole(1_000_000, 9_999_999)}`
      if (name === 'send_mail')
        return {
          arguments: { to: 'ann@example.org', body: `About ${order}.` },
          result: JSON.stringify({ ok: true, id: random.hex(8) }),
        }
      if (name === 'list_shipments')
        return {
          arguments: { order_id: order, limit: random.whole(1, 9) },
          result: JSON.stringify([{ shipment: random.hex(10), carrier: random.pick(['DHL', 'PostNord']) }]),
        }
      return {
        arguments: { order_id: order },
        result: JSON.stringify({
          order_id: order,
          status: random.pick(['shipped', 'packed', 'delivered']),
          total: random.whole(10, 900),
        }),
      }
    },
    answer: (result) => `Here is what I found: ${result.slice(0, 120)}`,
  },
  {
    agent: 'weather-guide',
    system: 'You answer questions about the weather with your tools.',
    ask: (random) => `What should I wear in ${random.pick(CITIES)} tomorrow?`,
    tools: [tool('get_forecast', { city: text, days: count }), tool('find_city', { name: text })],
    use(name, random) {
      const city = random.pick(CITIES)
      if (name === 'find_city')
        return { arguments: { name: city }, result: JSON.stringify({ city, latitude: random.whole(40, 65) }) }
      return {
        arguments: { city, days: random.whole(1, 5) },
        result: JSON.stringify({
          city,
          high: random.whole(3, 31),
          low: random.whole(-5, 15),
          sky: random.pick(['clear', 'rain', 'fog']),
        }),
      }
    },
    answer: (result) => `Dress for this: ${result.slice(0, 120)}`,
  },
  {
    agent: 'handbook',
    system: 'You answer from the handbook. Search before you answer.',
    ask: (random) => `What does the handbook say about the ${random.pick(TOPICS)}?`,
    tools: [
      tool('search_pages', { query: text, limit: count }, ['query']),
      tool('read_page', { path: text }),
      tool('list_sections', {}, []),
    ],
    use(name, random) {
      const topic = random.pick(TOPICS)
      if (name === 'list_sections') return { arguments: {}, result: JSON.stringify(TOPICS) }
      if (name === 'read_page')
        return {
          arguments: { path: `/${topic.replaceAll(' ', '-')}.md` },
          result: `# ${topic}\n\nThe ${topic} is reviewed each ${random.pick(['spring', 'autumn'])} by the ${random.pick(['office', 'board'])}.`,
        }
      return {
        arguments: { query: topic, limit: random.whole(1, 8) },
        result: JSON.stringify({ hits: [{ page: topic, score: random.whole(60, 99) / 100 }] }),
      }
    },
    answer: (result) => `The handbook says: ${result.slice(0, 120)}`,
  },
]

const MODELS = [
  ['gpt-4.1', 'gpt-4.1-2025-04-14'],
  ['claude-sonnet-4', 'claude-sonnet-4-20250514'],
  ['gemini-2.5-flash', 'gemini-2.5-flash'],
  ['mistral-large-latest', 'mistral-large-2411'],
] as const

/** A run in which all goes well: one to five rounds of tools and a final answer that rests on them. */
export function cleanStory(random: Random): Story {
  const domain = random.pick(DOMAINS)
  const [requested, answered] = random.pick(MODELS)
  const story: Story = {
    agent: domain.agent,
    system: domain.system,
    user: domain.ask(random),
    tools: domain.tools.map((each) => structuredClone(each)),
    steps: [],
    failure: null,
    attributes: {},
    output: null,
  }
  let result = ''
  for (let round = random.whole(1, 5); round > 0; round--) {
    const calls = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => callOf(domain, random))
    story.steps.push(
      modelStep(random, { requested, answered, calls: calls.map(({ call }) => call), finish: 'tool_calls' }),
    )
    for (const { call, output } of calls) {
      story.steps.push({ kind: 'tool', call, output, failure: null })
      result = output
    }
  }
  const answer = domain.answer(result)
  story.steps.push(modelStep(random, { requested, answered, text: answer, finish: 'stop' }))
  story.output = random.chance(0.5) ? answer : null
  return story
}

function callOf(domain: Domain, random: Random): { call: Call; output: string } {
  const { name } = random.pick(domain.tools)
  const used = domain.use(name, random)
  return {
    call: { id: `call_${random.hex(10)}`, name, arguments: JSON.stringify(used.arguments) },
    output: used.result,
  }
}

/** A turn of the model, with what is not told filled in. */
export function modelStep(random: Random, told: Partial<ModelStep>): ModelStep {
  return {
    kind: 'llm',
    text: '',
    calls: [],
    finish: 'stop',
    inputTokens: random.whole(300, 4000),
    outputTokens: random.whole(20, 400),
    requested: 'gpt-4.1',
    answered: 'gpt-4.1-2025-04-14',
    failure: null,
    maxTokens: null,
    format: null,
    ...told,
  }
}

export function toolSteps(story: Story): ToolStep[] {
  return story.steps.filter((step) => step.kind === 'tool')
}

export function modelSteps(story: Story): ModelStep[] {
  return story.steps.filter((step) => step.kind === 'llm')
}

/** The turn that gives the answer. */
export function lastTurn(story: Story): ModelStep {
  return modelSteps(story).at(-1)!
}

/** Another round before the final answer: the model asks, the tool gives. */
export function addRound(
  story: Story,
  random: Random,
  told: { name: string; arguments: object; output: string | null; failure?: StoryFailure },
): ToolStep {
  const { requested, answered } = lastTurn(story)
  const call = { id: `call_${random.hex(10)}`, name: told.name, arguments: JSON.stringify(told.arguments) }
  const asked = modelStep(random, { requested, answered, calls: [call], finish: 'tool_calls' })
  const step: ToolStep = { kind: 'tool', call, output: told.output, failure: told.failure ?? null }
  story.steps.splice(-1, 0, asked, step)
  if (!story.tools.some(({ name }) => name === told.name)) {
    const properties = Object.fromEntries(Object.keys(told.arguments).map((key) => [key, {}]))
    story.tools.push({ name: told.name, schema: { type: 'object', properties } })
  }
  return step
}

/** Ends the run where it stands: nothing comes after the first `count` steps. */
export function cutAfter(story: Story, steps: number): void {
  story.steps.length = steps
  story.output = null
}
