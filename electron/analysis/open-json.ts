/** Longer texts are not opened: a request of more than a megabyte is its messages. */
const TEXT_LENGTH = 1 << 20
/** Requests of one agent repeat their tools and settings: few texts are opened often. In characters, of all together. */
const REMEMBERED = 4 << 20

const OPENED = new Map<string, unknown>()
let remembered = 0

/** The value of a JSON text that holds a list, an object or a text; undefined where it is none. Not to be changed. */
export function openJson(text: string | null | undefined): unknown {
  if (text === null || text === undefined || text.length > TEXT_LENGTH || !/^\s*[[{"]/.test(text))
    return undefined
  if (OPENED.has(text)) return OPENED.get(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (remembered + text.length > REMEMBERED) {
    OPENED.clear()
    remembered = 0
  }
  OPENED.set(text, value)
  remembered += text.length
  return value
}

/** The same, where it is an object; null otherwise. */
export function openObject(text: string | null | undefined): Record<string, unknown> | null {
  const value = openJson(text)
  return isObject(value) ? value : null
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Attributes that hold the parameters of a request to a model as one JSON object. */
export const REQUEST_ATTRIBUTES = [
  'llm.invocation_parameters',
  'invocation_params',
  'gen_ai.request.parameters',
  'modelParameters',
  'model_parameters',
  'input.value',
] as const
