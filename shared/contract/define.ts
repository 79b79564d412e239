import type { z } from 'zod'

export interface MethodDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** One sentence, shown in the documentation of the contract. */
  summary: string
  input: I
  output: O
}

/** Keeps the exact schema types of one method. */
export function method<I extends z.ZodType, O extends z.ZodType>(
  definition: MethodDefinition<I, O>,
): MethodDefinition<I, O> {
  return definition
}
