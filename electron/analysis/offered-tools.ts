import { attributeText } from '../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { isObject, openJson, REQUEST_ATTRIBUTES } from './open-json.ts'

/** A tool as a request declares it to the model. */
export interface OfferedTool {
  name: string
  /** JSON Schema of its arguments, null where the declaration holds none. */
  schema: object | null
}

/** Lists of declarations, as JSON or as a value: OpenTelemetry, Vercel, Inspect, Langfuse, ATIF. */
const LISTS = [
  'gen_ai.tool.definitions',
  'gen_ai.request.tools',
  'ai.prompt.tools',
  'llm.tools',
  'tools',
  'toolDefinitions',
  'agent.tool_definitions',
  'mlflow.chat.tools',
  'metadata.tools',
] as const
/** Declarations that are numbered attributes: OpenInference and OpenLLMetry. */
const NUMBERED_SCHEMA = /^llm\.tools\.(\d{1,4})\.tool\.json_schema$/
const NUMBERED_NAME = /^(llm\.request\.functions\.\d{1,4})\.name$/
const TOOL_LIMIT = 1000

type Offer = ReadonlyMap<string, OfferedTool> | null

const OFFERS = new WeakMap<RecordedSpan, Offer>()

/**
 * The tools a model could choose from in this call, by name: those its request declares, else those its agent does.
 * Null where the export does not say.
 */
export function offeredTools(span: RecordedSpan): Offer {
  let offer = OFFERS.get(span)
  if (offer === undefined) {
    offer = readOffer(span)
    OFFERS.set(span, offer)
  }
  return offer
}

function readOffer(span: RecordedSpan): Offer {
  const own = declaredAt(span, true)
  if (own !== null) return own
  let at = span.parent
  while (at !== null && at.kind !== 'agent') at = at.parent
  return at === null ? null : declaredAt(at, false)
}

function declaredAt(span: RecordedSpan, isRequest: boolean): Offer {
  const lists = LISTS.map((key) => attributeText(span.attribute(key))).filter((text) => text !== null)
  const listed = readLists(lists)
  if (listed !== null) return listed
  const found = new Map<string, OfferedTool>()
  for (const key of span.attributeKeys()) {
    if (!key.startsWith('llm.')) continue
    if (NUMBERED_SCHEMA.test(key)) addAll(found, openList(attributeText(span.attribute(key))))
    const [, prefix] = NUMBERED_NAME.exec(key) ?? []
    const name = prefix === undefined ? null : attributeText(span.attribute(key))
    if (name !== null) {
      const schema = openJson(attributeText(span.attribute(`${prefix}.parameters`)))
      found.set(name, { name, schema: isObject(schema) ? schema : null })
    }
  }
  if (found.size > 0 || !isRequest) return found.size > 0 ? found : null
  for (const key of REQUEST_ATTRIBUTES) {
    const text = attributeText(span.attribute(key))
    if (text === null || !/"(?:tools|functions)"\s*:/.test(text)) continue
    const request = openJson(text)
    if (isObject(request)) addAll(found, [...listOf(request.tools), ...listOf(request.functions)])
    if (found.size > 0) return found
  }
  return null
}

/** The same declarations come with every call of an agent: offers by the text they were read from. */
const READ = new Map<string, Offer>()
const MOST_READ = 100

function readLists(lists: readonly string[]): Offer {
  const [text] = lists
  if (text === undefined) return null
  const known = lists.length === 1 ? READ.get(text) : undefined
  if (known !== undefined) return known
  const found = new Map<string, OfferedTool>()
  for (const list of lists) addAll(found, openList(list))
  const offer = found.size > 0 ? found : null
  if (lists.length === 1) {
    if (READ.size >= MOST_READ) READ.clear()
    READ.set(text, offer)
  }
  return offer
}

function addAll(found: Map<string, OfferedTool>, declarations: readonly unknown[]): void {
  for (const item of declarations.slice(0, TOOL_LIMIT)) {
    const declaration = typeof item === 'string' ? (openJson(item) ?? item) : item
    for (const tool of readDeclaration(declaration)) found.set(tool.name, tool)
  }
}

/** One declaration as OpenAI, Anthropic, Google, Bedrock, Inspect or OpenInference write it. A bare word is a name. */
function readDeclaration(declaration: unknown): OfferedTool[] {
  if (typeof declaration === 'string') return [{ name: declaration, schema: null }]
  if (!isObject(declaration)) return []
  const { functionDeclarations, function_declarations: declarations, toolSpec, function: inner } = declaration
  const several = functionDeclarations ?? declarations
  if (Array.isArray(several)) return several.flatMap(readDeclaration)
  if (isObject(toolSpec)) return readDeclaration(toolSpec)
  if (isObject(inner)) return readDeclaration(inner)
  const name = declaration.name ?? declaration['tool.name'] ?? declaration.type
  return typeof name === 'string' && name !== '' ? [{ name, schema: schemaOf(declaration) }] : []
}

function schemaOf(declaration: Record<string, unknown>): object | null {
  const told =
    declaration.parameters ??
    declaration.input_schema ??
    declaration.inputSchema ??
    declaration.json_schema ??
    declaration['tool.parameters']
  const schema = typeof told === 'string' ? openJson(told) : told
  if (!isObject(schema)) return null
  return isObject(schema.json) ? schema.json : schema
}

function openList(text: string | null): readonly unknown[] {
  const value = openJson(text)
  if (Array.isArray(value)) return value
  if (!isObject(value)) return []
  // A map of declarations by name (Vercel before version 4).
  const entries = Object.entries(value)
  const isMap =
    value.name === undefined && value.function === undefined && entries.every(([, item]) => isObject(item))
  return isMap && entries.length > 0 ? entries.map(([name, item]) => Object.assign({ name }, item)) : [value]
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
