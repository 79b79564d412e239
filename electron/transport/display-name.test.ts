import { expect, test } from 'vitest'
import { safeFileName } from './display-name.ts'

test.each([
  ['run-12.jsonl', 'run-12.jsonl'],
  ['Läufe (März).json.gz', 'Läufe_März_.json.gz'],
  ['跟踪.jsonl', '跟踪.jsonl'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\trace.json', 'trace.json'],
  ['.hidden', 'hidden'],
  ['..', 'file'],
  ['', 'file'],
  ['\u0000\u0007\u202egpj.exe', 'gpj.exe'],
  ['CON', '_CON'],
  ['lpt1.jsonl', '_lpt1.jsonl'],
  ['a\nb"c<d>.json', 'a_b_c_d_.json'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('a long name is cut and keeps its extension', () => {
  const safe = safeFileName(`${'语'.repeat(300)}.jsonl`)
  expect(Array.from(safe)).toHaveLength(100)
  expect(safe.endsWith('语.jsonl')).toBe(true)
})
