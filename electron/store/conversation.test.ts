import { expect, test } from 'vitest'
import { makeTrace } from '../testing/make-trace.ts'
import { readConversation } from './conversation.ts'

/** The turns as lines: `kind role name: text`. */
function read(text: string): string[] {
  return readConversation(makeTrace(text)).map(
    ({ kind, role, name, text: { text: said } }) => `${kind} ${role} ${name ?? '-'}: ${said}`,
  )
}

test('what every call repeats is told once, a result at the span of its tool', () => {
  expect(
    read(`
      agent booking
        llm chat gpt-4o
          > system: Be kind.
          > user: Find a flight
          < call search {"to":"OSL"} id=c1
        tool search call=c1 input={"to":"OSL"} output="SK 123"
        llm chat gpt-4o
          > system: Be kind.
          > user: Find a flight
          > tool c1: SK 123
          < assistant: SK 123 it is.`),
  ).toEqual([
    'message system -: Be kind.',
    'message user -: Find a flight',
    'tool_call assistant search: {"to":"OSL"}',
    'tool_result tool search: SK 123',
    'message assistant booking: SK 123 it is.',
  ])
})

test('an answer that comes back in the history, calls included, is not told again', () => {
  const lines = read(`
    agent booking
      llm chat gpt-4o
        > user: Hello
        < assistant: Hi!
      llm chat gpt-4o
        > user: Hello
        > assistant: Hi!
        > user: Hello
        < assistant: Hi!`)
  expect(lines).toEqual([
    'message user -: Hello',
    'message assistant booking: Hi!',
    'message user -: Hello',
    'message assistant booking: Hi!',
  ])
})

test('a sub-agent has its own history, and what happens in it stands before the result of its tool', () => {
  expect(
    read(`
      agent manager
        llm chat gpt-4o
          > user: Plan a trip
          < call research {"task":"Oslo"} id=c1
        tool research call=c1 output="Oslo is fine"
          agent researcher
            llm chat gpt-4o
              > user: Plan a trip
              < assistant: Oslo is fine
        llm chat gpt-4o
          > user: Plan a trip
          > tool c1: Oslo is fine
          < assistant: Go to Oslo`),
  ).toEqual([
    'message user -: Plan a trip',
    'tool_call assistant research: {"task":"Oslo"}',
    'message user -: Plan a trip',
    'message assistant researcher: Oslo is fine',
    'tool_result tool research: Oslo is fine',
    'message assistant manager: Go to Oslo',
  ])
})

test('an agent that takes over a conversation does not tell it from the start', () => {
  expect(
    read(`
      chain workflow
        agent triage
          llm chat gpt-4o
            > system: You triage.
            > user: Refund please
            < assistant: I pass you on.
        agent refunds
          llm chat gpt-4o
            > system: You refund.
            > user: Refund please
            > assistant: I pass you on.
            < assistant: Done.`),
  ).toEqual([
    'message system -: You triage.',
    'message user -: Refund please',
    'message assistant triage: I pass you on.',
    'message system -: You refund.',
    'message assistant refunds: Done.',
  ])
})

test('without a span for the tool, its result is told where the model gets it', () => {
  const turns = readConversation(
    makeTrace(`
      llm chat gpt-4o
        > user: Find a flight
        < call search {"to":"OSL"} id=c1
      llm chat gpt-4o
        > user: Find a flight
        > tool c1: SK 123
        < assistant: SK 123`),
  )
  expect(turns.map(({ kind, spanId, path, toolCallId }) => [kind, spanId, path, toolCallId])).toEqual([
    ['message', 's1', 'input_messages.0.text', null],
    ['tool_call', 's1', 'output_messages.0.tool_calls.0.arguments', 'c1'],
    ['tool_result', 's2', 'input_messages.1.text', 'c1'],
    ['message', 's2', 'output_messages.0.text', null],
  ])
})

test('a tool that no message asked for tells its own request, and who made it', () => {
  expect(
    read(`
      agent booking
        llm chat gpt-4o
          > user: Go
          < assistant: print(search("OSL"))
        tool search input={"to":"OSL"} output="SK 123"
        tool pay by=user input={"sum":5} status=error message="card refused"`),
  ).toEqual([
    'message user -: Go',
    'message assistant booking: print(search("OSL"))',
    'tool_call assistant search: {"to":"OSL"}',
    'tool_result tool search: SK 123',
    'tool_call user pay: {"sum":5}',
    'tool_result tool pay: card refused',
  ])
})

test('a tool span named otherwise answers the call whose arguments it got', () => {
  const turns = readConversation(
    makeTrace(`
      agent a
        llm chat gpt-4o
          > user: Go
          < call visit {"url":"https://x.y/z"} id=c1
          < call search {"q":"oslo"} id=c2
        tool SearchTool input={"kwargs":{"q":"oslo"}} output="found"
        tool VisitTool input={"kwargs":{"url":"https://x.y/z"}} output="page"`),
  )
  expect(
    turns.filter((turn) => turn.kind === 'tool_result').map((turn) => [turn.name, turn.toolCallId]),
  ).toEqual([
    ['SearchTool', 'c2'],
    ['VisitTool', 'c1'],
  ])
  expect(turns.filter((turn) => turn.kind === 'tool_call')).toHaveLength(2)
})

test('evidence can be marked: the path of a result is the attribute that holds it', () => {
  const turns = readConversation(
    makeTrace(`
      agent a
        llm chat gpt-4o
          > user: Go
          < call search {} id=c1
        tool search call=c1 status=error output="upstream 503"`),
  )
  const result = turns.find((turn) => turn.kind === 'tool_result')
  expect(result).toMatchObject({ spanId: 's3', status: 'error', text: { text: 'upstream 503', length: 12 } })
  expect(result?.path).toMatch(/^attributes\./)
})

test('a failed call without an answer tells its error', () => {
  expect(
    read(`
      llm chat gpt-4o status=error message="rate limit"
        > user: Go`),
  ).toEqual(['message user -: Go', 'message assistant -: rate limit'])
})

test('a call without messages reads as its input and output', () => {
  expect(read(`llm chat gpt-4o input="Hello" output="Hi"`)).toEqual([
    'message user -: Hello',
    'message assistant -: Hi',
  ])
})

test('model, tokens and time stand at what the model said, once a call', () => {
  const turns = readConversation(
    makeTrace(`
      llm chat gpt-4o -> gpt-4o-2024-08-06 in=10 out=5 ms=1500
        > user: Go
        < assistant: Let me see.
        < call search {} id=c1`),
  )
  expect(turns.map(({ kind, model, tokens, durationNs }) => [kind, model, tokens, durationNs])).toEqual([
    ['message', null, null, null],
    ['message', 'gpt-4o-2024-08-06', 15, 1.5e9],
    ['tool_call', null, null, null],
  ])
})

test('a trace without model calls reads as what its spans got and gave, each text once', () => {
  expect(
    read(`
      chain pipeline input="Question" output="Answer"
        chain step input="Question" output="Answer"
        tool lookup input={"id":1} output="row"`),
  ).toEqual([
    'message input pipeline: Question',
    'message output step: Answer',
    'tool_call assistant lookup: {"id":1}',
    'tool_result tool lookup: row',
  ])
})

test('plain services have no conversation', () => {
  expect(read('other GET /\n  other SELECT')).toEqual([])
})

test('a long text is cut, its length told', () => {
  const [turn] = readConversation(makeTrace(`llm chat gpt-4o input=${JSON.stringify('a'.repeat(70_000))}`))
  expect(turn?.text.text).toHaveLength(8000)
  expect(turn?.text.length).toBe(70_000)
})

test('an agent framework that repeats calls and results in words of its own is told once', () => {
  const id = 'call_4QCaJyqWx8tiEO3v2LOZLU2Q'
  expect(
    read(`
      agent a
        llm chat gpt-4o
          > user: Go
          < call search {"q":"x"} id=${id}
        tool SearchTool input={"kwargs":{"q":"x"}} output="found it"
        llm chat gpt-4o
          > user: Go
          > tool-call: Calling tools: [{'id': '${id}', 'function': {'name': 'search'}}]
          > tool-response: Call id: ${id} Observation: found it
          < assistant: Done`),
  ).toEqual([
    'message user -: Go',
    'tool_call assistant search: {"q":"x"}',
    'tool_result tool SearchTool: found it',
    'message assistant a: Done',
  ])
})

test('a plan that comes back in a frame is not told again, a new one is', () => {
  const plan = 'First look at the timetable, then ask for the price of each, then choose.'
  const lines = read(`
    agent a
      llm chat gpt-4o
        > user: Plan it
        < assistant: ${plan}
      llm chat gpt-4o
        > user: Go
        > assistant: [PLAN]: ${plan}
        < assistant: Done`)
  expect(lines).toEqual([
    'message user -: Plan it',
    `message assistant a: ${plan}`,
    'message user -: Go',
    'message assistant a: Done',
  ])
})

test('a last call outside of the agents does not tell their long texts again', () => {
  const answer = 'The timetable says noon. '.repeat(10).trim()
  const lines = read(`
    chain run
      agent a
        llm chat gpt-4o
          > user: Go
          < assistant: ${answer}
      llm chat gpt-4o
        > user: Go
        > user: ${answer}
        < assistant: Noon`)
  expect(lines).toEqual([
    'message user -: Go',
    `message assistant a: ${answer}`,
    'message user -: Go',
    'message assistant -: Noon',
  ])
})
