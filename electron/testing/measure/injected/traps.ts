import type { Random } from '../../../sample/random.ts'
import { addRound, lastTurn, modelSteps, toolSteps, type Story } from './story.ts'

/** Makes a clean run look like one of a category, as real runs do. */
export type Trap = (story: Story, random: Random) => void

const look =
  (output: string, name = 'look_up'): Trap =>
  (story, random) =>
    void addRound(story, random, { name, arguments: { query: `q${random.hex(4)}` }, output })
const ask =
  (text: string): Trap =>
  (story) =>
    void (story.user = `${story.user}\n${text}`)

/** Pages, logs and records that speak of errors without being one. */
const PAGES: readonly Trap[] = [
  look('Error handling in Python: a guide. Use try and except; a 404 or a timeout is an answer as well.'),
  look('Errors in last year’s report were corrected. Request timed out 3 times, HTTP 503 twice, 401 once.'),
  look(
    JSON.stringify({
      hits: [
        { title: 'How to fix: command not found', score: 0.9 },
        { title: 'ModuleNotFoundError explained' },
      ],
    }),
  ),
  look(JSON.stringify({ error: null, result: { id: 'a429b401c503' } })),
  look(JSON.stringify({ errors: [], data: { total: 500 } })),
  look(JSON.stringify({ success: true, error_count: 0, message: 'no errors' })),
  look(JSON.stringify({ status: 'ok', code: 200, orders: 404 })),
  look(
    JSON.stringify([
      { level: 'ERROR', line: 'ECONNRESET by peer' },
      { level: 'INFO', line: 'rate limit 429 lifted' },
    ]),
    'search_logs',
  ),
  look('MeanSquaredError: 0.03'),
  look('The search string "terminal" was not found on this page.', 'find_on_page'),
  look(JSON.stringify({ exists: false }), 'file_exists'),
  ask('Yesterday it said: "Error 429: rate limit", then "context_length_exceeded: prompt is too long".'),
  ask('My colleague got a timeout, a 401 Unauthorized and "No module named x". Please do not.'),
]

const recovered: Trap = (story, random) => {
  const args = { slot: `s-${random.hex(6)}` }
  const failure = { type: 'ConflictError', message: 'slot is locked' }
  addRound(story, random, { name: 'book_slot', arguments: args, output: null, failure })
  addRound(story, random, {
    name: random.pick(['book_slot', 'book_slot_later']),
    arguments: args,
    output: '{"booked":true}',
  })
}

const differentErrors: Trap = (story, random) => {
  for (const message of ['slot is locked', 'calendar is away', 'name is missing'])
    addRound(story, random, {
      name: 'book_slot',
      arguments: { slot: random.hex(6) },
      output: null,
      failure: { type: 'BookingError', message },
    })
  addRound(story, random, {
    name: 'book_slot',
    arguments: { slot: random.hex(6) },
    output: '{"booked":true}',
  })
}

const polling: Trap = (story, random) => {
  for (let time = random.whole(3, 6); time > 0; time--)
    addRound(story, random, { name: 'get_job_status', arguments: { job: 7 }, output: '{"state":"pending"}' })
}

const paging: Trap = (story, random) => {
  for (let time = random.whole(3, 6); time > 0; time--)
    addRound(story, random, {
      name: 'page_down',
      arguments: random.pick([{}, { '': '' }]),
      output: `lines ${time}0 to ${time}9`,
    })
  const declared = story.tools.find(({ name }) => name === 'page_down')!
  declared.schema = { type: 'object', properties: {} }
}

const prefixed: Trap = (story, random) => {
  const prefix = random.pick(['mcp__desk__', 'functions.', 'desk__'])
  for (const { call } of toolSteps(story)) call.name = prefix + call.name
}

const oddArguments: Trap = (story, random) => {
  const step = addRound(story, random, {
    name: 'reserve',
    arguments: { table: 4 },
    output: '{"reserved":true}',
  })
  const declared = story.tools.find(({ name }) => name === 'reserve')!
  declared.schema = {
    type: 'object',
    properties: { table: { type: 'integer' }, note: { type: 'string' } },
    required: ['table'],
  }
  step.call.arguments = random.pick([
    '{"table":4,"note":null}',
    '{"table":4.0}',
    JSON.stringify('{"table":4}'),
  ])
}

const fenced: Trap = (story, random) => {
  const step = lastTurn(story)
  step.format = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] }
  step.text = random.pick(['```json\n{"total": 12}\n```', '{"total": 12}', '  {"total":12.5}\n'])
}

const nearTheCap: Trap = (story, random) => {
  const step = lastTurn(story)
  step.maxTokens = 4096
  step.outputTokens = random.whole(4000, 4095)
  step.text += ' and so on …'
}

const cancelled: Trap = (story, random) => {
  addRound(story, random, {
    name: 'run_report',
    arguments: { timeout: 30 },
    output: null,
    failure: { type: 'CancelledError', message: 'The request was cancelled by the user.' },
  })
  addRound(story, random, {
    name: 'run_report',
    arguments: { timeout: 30 },
    output: '{"timeout":30,"rows":12}',
  })
}

const answeredInTime: Trap = (story) => {
  story.attributes['agent.max_steps'] = modelSteps(story).length
}

const endingTool =
  (name: string): Trap =>
  (story, random) => {
    const last = lastTurn(story)
    const call = { id: `call_${random.hex(10)}`, name, arguments: JSON.stringify({ answer: last.text }) }
    story.tools.push({ name, schema: { type: 'object', properties: { answer: { type: 'string' } } } })
    Object.assign(last, { text: '', calls: [call], finish: 'tool_calls' })
    story.steps.push({ kind: 'tool', call, output: 'ok', failure: null })
  }

const aliased: Trap = (story, random) => {
  const [requested, answered] = random.pick([
    ['gpt-4o', 'gpt-4o-2024-08-06'],
    ['openai/gpt-4.1-mini', 'gpt-4.1-mini-2025-04-14'],
    ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet-20250219'],
    ['openrouter/auto', 'mistral-large-2411'],
    ['azure/my-deployment', 'gpt-4o-2024-11-20'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet-4'],
    ['models/gemini-2.0-flash', 'gemini-2.0-flash-001'],
    ['gpt-35-turbo', 'gpt-3.5-turbo-0125'],
  ] as const)
  for (const step of modelSteps(story)) Object.assign(step, { requested, answered })
}

/** A turn that only thinks aloud and calls, one that gives an image. */
const callsOnly: Trap = (story) => {
  for (const step of modelSteps(story)) if (step.calls.length > 0) step.text = ''
  lastTurn(story).text = '[image]'
}

const OWN: Readonly<Record<string, readonly Trap[]>> = {
  tool_error_unrecovered: [recovered],
  output_truncated: [nearTheCap],
  timeout: [cancelled],
  tool_unknown: [prefixed],
  tool_args_invalid: [oddArguments, paging],
  output_unparseable: [fenced],
  output_empty: [callsOnly],
  repeat_call: [polling, paging, differentErrors],
  error_loop: [differentErrors, recovered],
  step_budget: [answeredInTime],
  no_final_answer: [endingTool('submit'), endingTool('final_answer'), endingTool('transfer_to_human_agents')],
  model_substituted: [aliased],
}

/** What is no fault of one category may be one of another: a recovered tool error is a tool error. */
const PLANTS_ERRORS = new Set<Trap>([recovered, differentErrors, cancelled])
/** They shape the end of a run: one of them at most, after all others. */
const ENDINGS = new Set<Trap>([nearTheCap, fenced, callsOnly, answeredInTime, ...(OWN.no_final_answer ?? [])])

/** Sets two to four traps for a category: one of its own where it has any, others' that are none of its faults. */
export function setTraps(category: string, story: Story, random: Random): void {
  const own = OWN[category] ?? []
  const others = Object.values(OWN)
    .flat()
    .filter((trap) => !PLANTS_ERRORS.has(trap) && !own.includes(trap))
  const chosen = own.length > 0 ? [random.pick(own)] : []
  for (let more = random.whole(1, 3); more > 0; more--)
    chosen.push(random.pick(random.chance(0.7) ? PAGES : others))
  for (const trap of chosen) if (!ENDINGS.has(trap)) trap(story, random)
  chosen.find((trap) => ENDINGS.has(trap))?.(story, random)
}
