import type { Category } from './category.ts'
import { authError } from './categories/auth_error/index.ts'
import { contextOverflow } from './categories/context_overflow/index.ts'
import { modelSubstituted } from './categories/model_substituted/index.ts'
import { notFound } from './categories/not_found/index.ts'
import { outputTruncated } from './categories/output_truncated/index.ts'
import { rateLimited } from './categories/rate_limited/index.ts'
import { repeatCall } from './categories/repeat_call/index.ts'
import { serviceError } from './categories/service_error/index.ts'
import { timeout } from './categories/timeout/index.ts'
import { toolEmpty } from './categories/tool_empty/index.ts'
import { toolError } from './categories/tool_error/index.ts'
import { toolErrorSilent } from './categories/tool_error_silent/index.ts'
import { traceIncomplete } from './categories/trace_incomplete/index.ts'

/** Every category, in the order in which the catalogue shows them. */
export const CATEGORIES = [
  toolError,
  toolErrorSilent,
  toolEmpty,
  outputTruncated,
  contextOverflow,
  rateLimited,
  timeout,
  authError,
  serviceError,
  notFound,
  repeatCall,
  modelSubstituted,
  traceIncomplete,
] as const satisfies readonly Category[]
