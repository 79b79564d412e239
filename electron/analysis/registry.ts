import type { Category } from './category.ts'
import { announcedNotCalled } from './categories/announced_not_called/index.ts'
import { answerWithoutEvidence } from './categories/answer_without_evidence/index.ts'
import { assumedData } from './categories/assumed_data/index.ts'
import { authError } from './categories/auth_error/index.ts'
import { contextOverflow } from './categories/context_overflow/index.ts'
import { environmentMissing } from './categories/environment_missing/index.ts'
import { errorLoop } from './categories/error_loop/index.ts'
import { evalGap } from './categories/eval_gap/index.ts'
import { instructionBreak } from './categories/instruction_break/index.ts'
import { modelSubstituted } from './categories/model_substituted/index.ts'
import { noFinalAnswer } from './categories/no_final_answer/index.ts'
import { notFound } from './categories/not_found/index.ts'
import { outputEmpty } from './categories/output_empty/index.ts'
import { outputTruncated } from './categories/output_truncated/index.ts'
import { outputUnparseable } from './categories/output_unparseable/index.ts'
import { pingpong } from './categories/pingpong/index.ts'
import { rateLimited } from './categories/rate_limited/index.ts'
import { refusal } from './categories/refusal/index.ts'
import { repeatCall } from './categories/repeat_call/index.ts'
import { serviceError } from './categories/service_error/index.ts'
import { stepBudget } from './categories/step_budget/index.ts'
import { timeout } from './categories/timeout/index.ts'
import { toolArgsInvalid } from './categories/tool_args_invalid/index.ts'
import { toolEmpty } from './categories/tool_empty/index.ts'
import { toolError } from './categories/tool_error/index.ts'
import { toolErrorSilent } from './categories/tool_error_silent/index.ts'
import { toolErrorUnrecovered } from './categories/tool_error_unrecovered/index.ts'
import { toolUnknown } from './categories/tool_unknown/index.ts'
import { traceIncomplete } from './categories/trace_incomplete/index.ts'
import { ungroundedValue } from './categories/ungrounded_value/index.ts'
import { userCorrection } from './categories/user_correction/index.ts'

/** Every category, in the order in which the catalogue shows them. */
export const CATEGORIES = [
  toolError,
  toolErrorSilent,
  toolEmpty,
  toolErrorUnrecovered,
  outputTruncated,
  contextOverflow,
  rateLimited,
  timeout,
  authError,
  serviceError,
  notFound,
  environmentMissing,
  toolUnknown,
  toolArgsInvalid,
  outputUnparseable,
  outputEmpty,
  repeatCall,
  errorLoop,
  pingpong,
  stepBudget,
  noFinalAnswer,
  announcedNotCalled,
  answerWithoutEvidence,
  assumedData,
  ungroundedValue,
  instructionBreak,
  modelSubstituted,
  refusal,
  userCorrection,
  traceIncomplete,
  evalGap,
] as const satisfies readonly Category[]
