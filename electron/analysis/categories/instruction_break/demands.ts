/** Something a prompt asks for that a program can check. */
export interface Demand {
  kind: 'answer_anyway' | 'word_limit' | 'character_limit' | 'beginning' | 'forbidden'
  /** In a few words, for the signature. */
  what: string
  limit?: number
  text?: string
}

/** Instructions are sentences; a longer prompt brings documents along, whose sentences demand nothing. */
const PROMPT_LENGTH = 60_000

/** The checkable demands of a prompt. Only what stands there as an order counts, in words that leave no room. */
export function readDemands(prompt: string): Demand[] {
  if (prompt.length > PROMPT_LENGTH) return []
  const demands: Demand[] = []
  if (
    /(?:I cannot answer|I don't know|unable to (?:answer|determine)|None found)["'”’]?[^.!?\n]{0,60}\b(?:will not|won't|not) be (?:tolerated|accepted)|\byou must (?:always )?(?:provide|give) an? (?:final )?answer\b/i.test(
      prompt,
    )
  )
    demands.push({ kind: 'answer_anyway', what: 'an answer in any case' })
  const words =
    /\b(?:your (?:final )?(?:answer|response|reply)|answer|respond|reply|summar(?:y|ize it))\b[^.!?\n]{0,40}\b(?:at most|no more than|maximum of|max\.?|under|fewer than|less than|up to) (\d{1,4}) (words?|characters?)\b/i.exec(
      prompt,
    )
  if (words !== null) {
    const isWords = words[2]!.toLowerCase().startsWith('word')
    demands.push({
      kind: isWords ? 'word_limit' : 'character_limit',
      what: `at most ${isWords ? 'so many words' : 'so many characters'}`,
      limit: Number(words[1]),
    })
  }
  const beginning =
    /\b(?:always )?(?:begin|start) (?:your|every|each|the) (?:final )?(?:answer|response|reply|message)s? with (?:the (?:words?|phrase|text) )?["“'`]([^"”'`\n]{2,60})["”'`]/i.exec(
      prompt,
    )
  if (beginning !== null)
    demands.push({ kind: 'beginning', what: 'begin with given words', text: beginning[1]! })
  const forbidden =
    /\b(?:never|do not|don't) (?:ever )?(?:use|say|write|mention|include) the (?:word|phrase|term)s? ["“'`]([^"”'`\n]{2,60})["”'`]/i.exec(
      prompt,
    )
  if (forbidden !== null)
    demands.push({ kind: 'forbidden', what: 'words that must not come', text: forbidden[1]! })
  return demands
}

/** Giving up, as the last answer or after the mark that introduces it. */
const NO_ANSWER =
  /^\s*(?:\**final answer:?\**:?\s*)?["'“]?(?:unable to (?:determine|answer|find)|I (?:cannot|can't|could not|couldn't|am unable to) (?:answer|determine|find|provide)|I(?:'|’)?m sorry[^\n]{0,20} (?:but )?I (?:cannot|can't)|none found|not found|no answer|unknown|N\/A|cannot be determined)\b[^\n]{0,120}/i
/** The stretches of an answer that break a demand; the whole answer where all of it does. */
export function breaksOf(
  { kind, limit = 0, text = '' }: Demand,
  answer: string,
): { start: number; end: number }[] {
  const whole = [{ start: 0, end: answer.length }]
  switch (kind) {
    case 'answer_anyway': {
      const found = NO_ANSWER.exec(answer)
      return found === null ? [] : [{ start: found.index, end: found.index + found[0].length }]
    }
    case 'word_limit':
      return (answer.match(/\S+/g)?.length ?? 0) > limit ? whole : []
    case 'character_limit':
      return answer.trim().length > limit ? whole : []
    case 'beginning':
      return answer.trimStart().toLowerCase().startsWith(text.toLowerCase()) ? [] : whole
    case 'forbidden': {
      const at = answer.toLowerCase().indexOf(text.toLowerCase())
      return at < 0 ? [] : [{ start: at, end: at + text.length }]
    }
    default:
      return kind satisfies never
  }
}
