import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts'
import { documentOf } from '../testing/report-document.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeCsv } from './csv.ts'

const OFFICE_MS = 120_000
/** Comma, quotes, UTF-8, from the first line on; the last word lets formulas be calculated (LibreOffice's CSV filter options). */
const FILTER = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true'

function hasOffice(): boolean {
  const isThere = spawnSync('soffice', ['--version']).status === 0
  if (!isThere) console.warn('skipped: LibreOffice (soffice) is not here to open the CSV files')
  return isThere
}

/** How many cells of a CSV file LibreOffice takes for formulas. */
function formulasIn(folder: string, name: string, csv: string): number {
  const file = join(folder, name)
  writeFileSync(file, csv)
  const args = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'fods']
  spawnSync('soffice', [...args, `--infilter=${FILTER}`, '--outdir', join(folder, 'out'), file], {
    timeout: OFFICE_MS,
  })
  const opened = readFileSync(join(folder, 'out', name.replace('.csv', '.fods')), 'utf8')
  return opened.match(/table:formula=/g)?.length ?? 0
}

test.skipIf(!hasOffice())(
  'LibreOffice finds no formula in any table of a report full of hostile texts, and does in a plain one',
  () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'out'))
    expect(formulasIn(folder, 'control.csv', '"=1+1",=2+2\n')).toBe(2)
    const texts = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '＝1+1', '=HYPERLINK("http://x.example","y")']
    const tables = [...texts, ...HOSTILE_TEXTS].flatMap((text) => writeCsv(documentOf(text)))
    expect(tables.length).toBeGreaterThan(200)
    const together = tables.map(({ text }) => text.replace('\ufeff', '')).join('')
    expect(formulasIn(folder, 'report.csv', together)).toBe(0)
  },
  3 * OFFICE_MS,
)
