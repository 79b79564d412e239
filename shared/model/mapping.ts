import { z } from 'zod'

/** What one record of a file is. */
export const MAPPED_RECORDS = ['run', 'call', 'message', 'span'] as const
export type MappedRecord = (typeof MAPPED_RECORDS)[number]

/** The fields a mapping may fill, the most telling first, with what they mean for a person and the kinds of record that have them. */
export const MAPPING_FIELDS = {
  messages: field('Messages', 'the list of what was said; a dot where the record is that list', 'run'),
  input: field('Input', 'prompt, list of messages, or arguments of a tool', 'call span'),
  output: field('Output', 'answer, or result of a tool', 'call span'),
  role: field('Role', 'who says a message', 'run message'),
  text: field('Text', 'what a message says', 'run message'),
  toolCalls: field('Tool calls', 'the tools a message calls', 'run message'),
  toolCallId: field('Tool call id', 'the call that a tool message answers', 'run message'),
  toolName: field('Tool', 'name of the tool', 'run message span'),
  kind: field('Kind', 'llm, tool, agent, chain, retriever …', 'span'),
  name: field('Name', 'name of the step or run', 'run call span'),
  spanId: field('Span id', 'id of this step', 'call span'),
  parentSpanId: field('Parent span id', 'id of the step it belongs to', 'span'),
  traceId: field('Trace id', 'what the records of one run have in common', 'run call message span'),
  time: field('Time', 'when a message was said', 'run message'),
  startedAt: field('Start', 'when it began', 'run call span'),
  endedAt: field('End', 'when it ended', 'call span'),
  duration: field('Duration', 'how long it took', 'call span'),
  model: field('Model', 'the model that answered', 'run call message span'),
  provider: field('Provider', 'who serves the model', 'run call message span'),
  inputTokens: field('Input tokens', 'tokens of the prompt', 'run call message span'),
  outputTokens: field('Output tokens', 'tokens of the answer', 'run call message span'),
  cachedTokens: field('Cached tokens', 'input tokens that came from a cache', 'run call message span'),
  cost: field('Cost', 'in US dollars', 'run call message span'),
  finishReason: field('Finish reason', 'why the model stopped', 'run call message span'),
  status: field('Status', 'ok or error, true or false, or an HTTP status', 'call span'),
  error: field('Error', 'what went wrong, empty where nothing did', 'run call span'),
  agent: field('Agent', 'which agent ran', 'run call message span'),
  sessionId: field('Session', 'the conversation of a person that runs belong to', 'run call message span'),
  userId: field('User', 'who was served', 'run call message span'),
  environment: field('Environment', 'production, staging, the benchmark', 'run call message span'),
  promptVersion: field('Prompt version', 'which version of the prompt was used', 'run call message span'),
} as const

export type MappingField = keyof typeof MAPPING_FIELDS

function field(title: string, meaning: string, of: string) {
  return { title, meaning, of: of.split(' ') as MappedRecord[] }
}

/**
 * A path into a record: names joined by dots, `[0]` for an element (`[-1]` the last), `["a.b"]` for a name with a dot;
 * text that is JSON is opened on the way. A dot alone is the record itself.
 */
const pathSchema = z.string().min(1).max(500)
/** Several paths: the first that leads to something counts. */
const pathsSchema = z.union([pathSchema, z.array(pathSchema).min(1).max(20)])

export const mappedScoreSchema = z.strictObject({
  /** `reward`, `resolved` and `correct` are outcomes of a run. Left out where `path` leads to an object of scores by name. */
  name: z.string().min(1).max(200).optional(),
  path: pathSchema,
  explanation: pathSchema.optional(),
  /** A path, or the evaluator's name itself where nothing is there. */
  judge: pathSchema.optional(),
  rubric: z.string().max(200).optional(),
  evaluatorKind: z.enum(['human', 'code', 'llm']).optional(),
})

export const mappingSchema = z.strictObject({
  /** run: a record holds a whole conversation; call: one request to a model; message: one message; span: one step. */
  each: z.enum(MAPPED_RECORDS),
  /** Where in a document the list of records stands; left out for lines, rows and a list that is the document. */
  records: pathSchema.optional(),
  fields: z.partialRecord(
    z.enum(Object.keys(MAPPING_FIELDS) as [MappingField, ...MappingField[]]),
    pathsSchema,
  ),
  /** The source's words for who speaks; words in no list are names of agents. */
  roles: z
    .partialRecord(z.enum(['system', 'user', 'assistant', 'tool']), z.array(z.string().max(200)))
    .optional(),
  /** Unit of times that are numbers; else told by their size. */
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  /** Unit of durations; seconds where left out. */
  durationUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  scores: z.array(mappedScoreSchema).max(100).optional(),
})

/** Where in the records of a file of no known format the facts are. */
export type Mapping = z.infer<typeof mappingSchema>
export type MappedScore = z.infer<typeof mappedScoreSchema>
