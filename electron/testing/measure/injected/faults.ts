import type { Random } from '../../../sample/random.ts'
import {
  addRound,
  cutAfter,
  lastTurn,
  modelSteps,
  toolSteps,
  type ModelStep,
  type Story,
  type StoryFailure,
} from './story.ts'

/** Plants exactly one fault of a category. */
export type Fault = (story: Story, random: Random) => void

const words = (random: Random): string =>
  random.pick(['ledger', 'index', 'basket', 'parcel', 'gateway', 'catalogue'])

/** A failed call at the end: a model call after it that never comes, or the tool's error and an answer all the same. */
function failModel(story: Story, random: Random, failure: StoryFailure): void {
  const models = modelSteps(story)
  const at = story.steps.indexOf(random.pick(models))
  const step = story.steps[at] as ModelStep
  step.failure = failure
  step.text = ''
  step.calls = []
  step.finish = null
  cutAfter(story, at + 1)
  if (random.chance(0.5)) story.failure = failure
}

function failTool(story: Story, random: Random, failure: StoryFailure): void {
  const step = random.pick(toolSteps(story))
  step.failure = failure
  step.output = random.chance(0.5) ? null : `${failure.type}: ${failure.message}`
}

function failEither(story: Story, random: Random, failure: StoryFailure): void {
  if (random.chance(0.5)) failModel(story, random, failure)
  else failTool(story, random, failure)
}

const TOOL_ERRORS = (random: Random): StoryFailure =>
  random.pick([
    { type: 'ValueError', message: `unexpected ${words(random)} value` },
    { type: 'ToolException', message: `the ${words(random)} could not be written` },
    { type: 'RuntimeError', message: `${words(random)} is locked by row ${random.whole(1, 999)}` },
    { type: 'KeyError', message: `'${words(random)}'` },
  ])

function silentError(random: Random): string {
  const word = words(random)
  return random.pick([
    JSON.stringify({ error: `the ${word} is closed` }),
    JSON.stringify({ ok: false, reason: `${word} rejected` }),
    JSON.stringify({ success: false, message: `${word} rejected` }),
    JSON.stringify({ isError: true, content: [{ type: 'text', text: `${word} failed` }] }),
    JSON.stringify({ status: 'error', message: `${word} failed` }),
    JSON.stringify({ statusCode: 503, message: `${word} is away` }),
    JSON.stringify({ error: { code: 'E_CLOSED', message: `${word} closed` } }),
    `Error: the ${word} refused the request`,
    `Exception while reading the ${word}`,
    `Traceback (most recent call last):\n  File "x.py", line 3, in run\nValueError: bad ${word}`,
    `Title: Error 404\n\nThe ${word} you look for is not here.`,
    `{'error': 'the ${word} is closed', 'ok': False}`,
  ])
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  tool_error: (story, random) => failTool(story, random, TOOL_ERRORS(random)),
  tool_error_silent: (story, random) => {
    random.pick(toolSteps(story)).output = silentError(random)
  },
  tool_error_unrecovered: (story, random) => {
    const step = addRound(story, random, {
      name: 'book_slot',
      arguments: { slot: `s-${random.hex(6)}` },
      output: null,
    })
    if (random.chance(0.5)) step.failure = TOOL_ERRORS(random)
    else step.output = silentError(random)
  },
  output_truncated: (story, random) => {
    const step = lastTurn(story)
    step.text = step.text.slice(0, 40)
    step.finish = random.pick(['length', 'max_tokens', 'MAX_TOKENS'])
    if (random.chance(0.3)) Object.assign(step, { finish: null, maxTokens: 400, outputTokens: 400 })
  },
  context_overflow: (story, random) =>
    failModel(story, random, {
      type: random.pick(['BadRequestError', 'InvalidRequestError', 'ContextWindowExceededError']),
      status: 400,
      message: random.pick([
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 131022 tokens.",
        'prompt is too long: 213462 tokens > 200000 maximum',
        "Error code: 400 - {'error': {'code': 'context_length_exceeded'}}",
        'The input token count (1203311) exceeds the maximum number of tokens allowed (1048576).',
      ]),
    }),
  rate_limited: (story, random) =>
    failModel(
      story,
      random,
      random.pick([
        { type: 'RateLimitError', status: 429, message: 'Rate limit reached for requests' },
        {
          type: 'APIStatusError',
          status: 529,
          message: "{'type': 'overloaded_error', 'message': 'Overloaded'}",
        },
        {
          type: 'ResourceExhausted',
          status: 429,
          message: '429 Resource has been exhausted (e.g. check quota).',
        },
      ]),
    ),
  timeout: (story, random) =>
    failEither(
      story,
      random,
      random.pick([
        { type: 'ReadTimeout', message: 'The read operation timed out' },
        { type: 'TimeoutError', message: '' },
        { type: 'DeadlineExceeded', message: '504 Deadline Exceeded' },
        { type: 'APITimeoutError', message: 'Request timed out.' },
      ]),
    ),
  auth_error: (story, random) =>
    failEither(
      story,
      random,
      random.pick([
        { type: 'AuthenticationError', status: 401, message: 'Incorrect API key provided' },
        { type: 'PermissionDenied', status: 403, message: 'The caller does not have permission' },
        { type: 'HTTPError', status: 401, message: '401 Client Error: Unauthorized for url' },
      ]),
    ),
  service_error: (story, random) =>
    failEither(
      story,
      random,
      random.pick([
        {
          type: 'InternalServerError',
          status: 500,
          message: 'The server had an error while processing your request',
        },
        { type: 'APIConnectionError', message: 'Connection error: ECONNRESET' },
        { type: 'RemoteDisconnected', message: 'Remote end closed connection without response' },
        { type: 'HTTPError', status: 503, message: '503 Server Error: Service Unavailable for url' },
        { type: 'BadGateway', status: 502, message: '502 Bad Gateway' },
      ]),
    ),
  not_found: (story, random) =>
    failTool(
      story,
      random,
      random.pick([
        {
          type: 'FileNotFoundError',
          message: `[Errno 2] No such file or directory: '/data/${words(random)}.csv'`,
        },
        { type: 'Error', message: `ENOENT: no such file or directory, open '/data/${words(random)}.csv'` },
        { type: 'HTTPError', status: 404, message: '404 Client Error: Not Found for url' },
      ]),
    ),
  environment_missing: (story, random) =>
    failTool(
      story,
      random,
      random.pick([
        { type: 'ModuleNotFoundError', message: `No module named '${words(random)}'` },
        { type: 'CalledProcessError', message: `/bin/sh: 1: ${words(random)}: not found` },
        { type: 'CommandError', message: `bash: ${words(random)}: command not found` },
        { type: 'PermissionError', message: "[Errno 13] Permission denied: '/etc/app.conf'" },
        { type: 'Error', message: `spawn ${words(random)} ENOENT` },
      ]),
    ),
  tool_unknown: (story, random) => {
    const step = random.pick(toolSteps(story))
    const name = random.pick(['get_everything', 'search_web_now', 'cancel_all', 'open_browser'])
    step.call.name = name
    step.output = random.chance(0.5) ? `${name} is not a valid tool` : JSON.stringify({ result: 'ignored' })
  },
  tool_args_invalid: (story, random) => {
    const step = addRound(story, random, {
      name: 'reserve',
      arguments: { table: 4, name: 'Ann' },
      output: '{"reserved":true}',
    })
    const declared = story.tools.find(({ name }) => name === 'reserve')!
    declared.schema = {
      type: 'object',
      properties: { table: { type: 'integer' }, name: { type: 'string' } },
      required: ['table', 'name'],
      additionalProperties: false,
    }
    step.call.arguments = random.pick([
      '{"table":4}',
      '{"table":"four","name":"Ann"}',
      '{"table":4,"name":["Ann"]}',
      '{"table":4,"name":"Ann","seat":2}',
      '{"table":4,"name":"Ann"',
      '{"table":null,"name":"Ann"}',
    ])
  },
  output_unparseable: (story, random) => {
    const step = lastTurn(story)
    step.format = {
      type: 'object',
      properties: { total: { type: 'number' }, note: { type: 'string' } },
      required: ['total'],
    }
    step.text = random.pick([
      'The total is 12.',
      '{"total": 12',
      '{"note":"twelve"}',
      '{"total":"twelve"}',
      'Sure! {"total": 12}',
    ])
  },
  output_empty: (story, random) => {
    const step = random.chance(0.7) ? lastTurn(story) : random.pick(modelSteps(story))
    const at = story.steps.indexOf(step)
    Object.assign(step, {
      text: random.pick(['', ' ', '\n']),
      calls: [],
      finish: random.pick(['stop', 'end_turn']),
      outputTokens: random.whole(0, 3),
    })
    cutAfter(story, at + 1)
  },
  repeat_call: (story, random) => {
    const failure = TOOL_ERRORS(random)
    const slot = `s-${random.hex(6)}`
    for (let time = random.whole(3, 5); time > 0; time--)
      addRound(story, random, { name: 'book_slot', arguments: { slot }, output: null, failure })
  },
  error_loop: (story, random) => {
    const word = words(random)
    for (let time = random.whole(3, 5); time > 0; time--)
      addRound(story, random, {
        name: 'book_slot',
        arguments: { slot: `s-${random.hex(6)}` },
        output: null,
        failure: { type: 'ConflictError', message: `${word} ${random.whole(1, 99)} is locked` },
      })
  },
  step_budget: (story, random) => {
    cutAfter(story, story.steps.length - 1)
    if (random.chance(0.3)) story.attributes['agent.max_steps'] = modelSteps(story).length
    else
      story.failure = random.pick([
        { type: 'MaxTurnsExceeded', message: 'Max turns (10) exceeded' },
        {
          type: 'GraphRecursionError',
          message: 'Recursion limit of 25 reached without hitting a stop condition.',
        },
        { type: 'AgentMaxStepsError', message: 'Reached max steps.' },
      ])
  },
  no_final_answer: (story, random) =>
    cutAfter(
      story,
      random.chance(0.5) ? story.steps.length - 1 : story.steps.findIndex(({ kind }) => kind === 'tool'),
    ),
  model_substituted: (story, random) => {
    const answered = random.pick([
      'gpt-4o-mini-2024-07-18',
      'claude-3-5-haiku-20241022',
      'gemini-1.5-flash',
      'llama-3.1-8b-instruct',
    ])
    for (const step of random.chance(0.5) ? modelSteps(story) : [random.pick(modelSteps(story))])
      step.answered = answered
  },
}
