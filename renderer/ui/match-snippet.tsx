import type { TextMatch } from '../../shared/contract/search.ts'
import { LegibleText } from './legible-text.tsx'

/** Words where they stand in a text, marked, with what is around them. */
export function MatchSnippet({
  match: { snippet, snippetAt, length },
  before = 30,
}: {
  match: TextMatch
  /** Characters shown before the words. */
  before?: number
}) {
  const end = snippetAt + length
  return (
    <>
      <LegibleText text={snippet.slice(Math.max(0, snippetAt - before), snippetAt).replaceAll(/\s+/g, ' ')} />
      <mark>
        <LegibleText text={snippet.slice(snippetAt, end)} />
      </mark>
      <LegibleText text={snippet.slice(end).replaceAll(/\s+/g, ' ')} />
    </>
  )
}

/** The tab of the trace page that shows the text of a match. */
export function tabOfMatch({ path }: TextMatch): 'attributes' | 'io' {
  return /^(attributes|events)\./.test(path) ? 'attributes' : 'io'
}

/** The words as they stand there. */
export function wordsOfMatch({ snippet, snippetAt, length }: TextMatch): string {
  return snippet.slice(snippetAt, snippetAt + length)
}
