import { expect, test } from 'vitest'
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts'
import { documentOf } from '../testing/report-document.ts'
import { finishDocument } from './finish-document.ts'
import { writeMarkdown } from './markdown.ts'

/** The text without what stands in code: fences of their own length, then spans. Throws where one is never closed. */
function outsideCode(markdown: string): string[] {
  const out: string[] = []
  let fence: string | null = null
  for (const line of markdown.split('\n')) {
    const run = /^`{3,}/.exec(line)?.[0]
    if (fence !== null) {
      if (line === fence) fence = null
    } else if (run !== undefined && line === `${run}text`) fence = run
    else out.push(line.replace(/(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)/g, ''))
  }
  if (fence !== null) throw new Error('a fence is never closed')
  return out
}

/** Signs that mean something where they are not escaped; what the writer itself uses is named by the shape. */
const ACTIVE = /(?<!\\)(?:\\\\)*(?:<|\]\(|\]\[|!\[|\]:|~~|\$)|https?:\/\/|www\.\w|(?:^|[^\\\w])@\w|#\d|GH-\d/

const shapeOf = (lines: readonly string[]): string[] =>
  lines.map((line) => /^(?:#{1,6} |- |\| |---$|\*\*)?/.exec(line)?.[0] ?? '')

test.each(HOSTILE_TEXTS.map((text) => [text]))('%j is only text in an issue', (text) => {
  const lines = outsideCode(writeMarkdown(finishDocument(documentOf(text), null)))
  expect(lines.filter((line) => ACTIVE.test(line))).toEqual([])
  expect(shapeOf(lines)).toEqual(shapeOf(outsideCode(writeMarkdown(documentOf('plain')))))
  // A row has as many cells as its head, whatever stands in it.
  const rows = lines.filter((line) => line.startsWith('| '))
  const widths = rows.map((line) => line.split(/(?<!\\)\|/).length)
  expect(new Set(widths).size).toBeLessThanOrEqual(2)
})

test('the checks find a link and a mention that were not escaped', () => {
  for (const text of ['[a](b)', '<b>', 'ask @admin', 'see https://x.org', 'as in #12'])
    expect(text).toMatch(ACTIVE)
})

test('evidence is quoted as it was recorded', () => {
  const markdown = writeMarkdown(documentOf('{"ok":false, "a":"```"}'))
  expect(markdown).toContain('````text\n{"ok":false, "a":"```"}\n````')
})
