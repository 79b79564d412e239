import { expect, test } from 'vitest'
import type { ReportDocument } from '../../shared/model/report-document.ts'
import { documentOf } from '../testing/report-document.ts'
import { fitDocument } from './fit-document.ts'
import { writeHtml } from './html/write-html.ts'

/** A report with conversations of 80 turns, a finding at the 60th of each. */
function longDocument(conversations: number): ReportDocument {
  const document = documentOf('plain')
  const talk = document.sections[0]?.blocks.find((block) => block.kind === 'conversation')
  const [turn] = talk?.turns ?? []
  if (!talk || !turn) throw new Error('the fixture has no conversation')
  const turns = Array.from({ length: 80 }, (_, index) => ({
    ...turn,
    text: `${index} ${'text '.repeat(700)}`,
    findings: index === 60 ? ['Silent tool error'] : [],
  }))
  document.sections.push({
    id: 'talks',
    kind: 'traces',
    title: 'Traces',
    blocks: Array.from({ length: conversations }, () => ({ ...talk, turns, left: 0 })),
  })
  return document
}

test('a page keeps below 1 MB, keeps what was found, and says what it costs', () => {
  const fitted = fitDocument(longDocument(20), 'html')
  expect(Buffer.byteLength(writeHtml(fitted))).toBeLessThan(1_000_000)
  expect(fitted.left.join(' ')).toContain('To keep the file below 1 MB')
  const talks = fitted.sections.at(-1)?.blocks ?? []
  expect(talks).toHaveLength(20)
  for (const block of talks) {
    if (block.kind !== 'conversation') throw new Error('only conversations stand there')
    expect(block.turns.length + block.left).toBe(80)
    expect(block.turns.some(({ findings }) => findings.length > 0)).toBe(true)
    expect(block.turns.every(({ text, left }) => text.length + left > 3500)).toBe(true)
  }
})

test('data formats hold everything, and a small page is left alone', () => {
  const long = longDocument(20)
  expect(fitDocument(long, 'json')).toBe(long)
  const small = documentOf('plain')
  expect(fitDocument(small, 'html')).toBe(small)
})
