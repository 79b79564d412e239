import type { SampleMessage } from './conversation.ts'
import { tokensOf } from './otlp.ts'

/** Tokens of a call: a quarter of its characters, as a rule of thumb for English text. */
export function usage(
  history: readonly SampleMessage[],
  output: SampleMessage | null,
): { input: number; output: number } {
  let input = 0
  for (const message of history) input += tokensOf(message.text) + 4 + (message.calls?.length ?? 0) * 30
  const calls = output?.calls?.reduce((sum, call) => sum + tokensOf(call.arguments) + 12, 0) ?? 0
  return { input, output: output ? tokensOf(output.text) + calls : 0 }
}
