import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts'
import { documentOf } from '../testing/report-document.ts'
import { writeCsv } from './csv.ts'
import { finishDocument } from './finish-document.ts'

function cellsOf(text: string): string[][] {
  return parse(text, { bom: true })
}

/** What LibreOffice, Excel and Google Sheets calculate, some of them after they strip blanks and quotes. */
function isCalculated(cell: string): boolean {
  return (
    /^[=+\-@\t\r＝＋－＠]/.test(cell.replace(/^[\s"\ufeff]+/, '')) &&
    !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(cell)
  )
}

test.each(HOSTILE_TEXTS.map((text) => [text]))('no cell of %j is calculated, and no row breaks', (text) => {
  for (const document of [documentOf(text), finishDocument(documentOf(text), null)]) {
    const files = writeCsv(document)
    expect(files.map(({ name }) => name)).toContain('conversations-texts.csv')
    for (const { name, text: csv } of files) {
      expect(name).toMatch(/^[a-z0-9-]+\.csv$/)
      const rows = cellsOf(csv)
      expect(rows.flat().filter(isCalculated)).toEqual([])
      expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    }
  }
})

test('numbers stay numbers, also below zero, and days stand beside their counts', () => {
  const document = documentOf('plain')
  const [section] = document.sections
  section?.blocks.push({
    kind: 'table',
    id: 'points',
    title: '',
    columns: [{ title: 'Difference', format: 'points' }],
    rows: [[-0.25], [1e-7], [Number.NaN]],
    left: 0,
  })
  const files = new Map(writeCsv(document).map(({ name, text }) => [name, cellsOf(text)]))
  expect(files.get('points.csv')).toEqual([['Difference'], ['-0.25'], ['1e-7'], ['']])
  expect(files.get('chart.csv')?.slice(0, 2)).toEqual([
    ['Day', 'Sessions', 'Failed', 'Rate'],
    ['2026-03-01', '10', '1', '0.1'],
  ])
})
