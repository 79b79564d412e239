import type { z } from 'zod'
import { methods, type Handlers, type MethodName, type Reply } from '../../shared/contract.ts'
import { AppError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts'

/** The one door to the handlers. Both transports hand it what came from outside; it never throws. */
export type Dispatch = (method: string, input: unknown) => Promise<Reply>

/** Where what is not shown to the window is kept. */
export type Log = (message: string, error?: unknown) => void

type AnyHandler = (input: unknown) => unknown

const ISSUES_SHOWN = 3

/** Builds the door: method name, input schema, handler, output schema, error shape. */
export function createDispatch(handlers: Handlers, log: Log): Dispatch {
  return async (name, input) => {
    if (!isMethodName(name)) return errorReply('unknown_method', { method: name.slice(0, 100) })
    const { input: inputSchema, output: outputSchema } = methods[name]
    const parsed = inputSchema.safeParse(input)
    if (!parsed.success) return errorReply('bad_request', { why: describeIssues(parsed.error) })
    try {
      // The schema of this very method has just made the input; the compiler cannot pair the two by name.
      const value = await (handlers[name] as AnyHandler)(parsed.data)
      const checked = outputSchema.safeParse(value)
      if (checked.success) return { ok: true, value: checked.data }
      log(`${name} answered something the contract does not allow`, checked.error)
      return errorReply('internal')
    } catch (error) {
      return replyFromError(error, name, log)
    }
  }
}

/** The reply to something thrown: an AppError keeps its code and sentence, anything else is logged and not shown. */
export function replyFromError(error: unknown, during: string, log: Log): Reply {
  if (error instanceof AppError) return errorReply(error.code, error.details)
  log(`${during} failed`, error)
  return errorReply('internal')
}

/** A failed reply with the sentence of its code. */
export function errorReply(code: ErrorCode, details: ErrorDetails = {}): Reply & { ok: false } {
  return { ok: false, error: { code, message: new AppError(code, details).message, details } }
}

// Own keys only: `constructor` and `__proto__` are no methods.
function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}

function describeIssues(error: z.ZodError): string {
  const shown = error.issues.slice(0, ISSUES_SHOWN).map((issue) => {
    const where = issue.path.map(String).join('.').slice(0, 100)
    return where === '' ? issue.message : `${where}: ${issue.message}`
  })
  const left = error.issues.length - shown.length
  return shown.join('; ') + (left > 0 ? `; and ${left} more` : '')
}
