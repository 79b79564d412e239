import { expect, test } from 'vitest'
import { judgeText } from '../../../testing/judge-text.ts'
import { normalsFrom } from '../../learn.ts'
import { toolEmpty } from './index.ts'

test.each([
  ['tool search output=""'],
  ['tool search output=[]'],
  ['tool search output={}'],
  ['tool search output=null'],
  ['tool search output={"results":[],"total":0,"query":"x"}'],
  ['retrieval docs output={"documents":[]}'],
  ['tool search output={"content":[],"isError":false}'],
  ['tool search output="No results found for query: oslo."'],
  ['tool web_search status=error message="Exception: No results found for query: x."'],
])('%s returned nothing', (line) => {
  const judged = judgeText(toolEmpty, `agent run\n  llm plan gpt-4.1\n  ${line}`)
  expect(judged.found.map(({ blame, class: level }) => [blame, level])).toEqual([['plan', 'S']])
})

test.each([
  ['tool search output={"results":[1]}'],
  ['tool search output={"results":[],"answer":"Oslo"}'],
  ['tool search output={"results":[],"items":[1]}'],
  ['tool search output="No results were found in 2019, but in 2020 there were many.\\nSee below."'],
  ['tool search output=0'],
  ['tool search output=[1]\ntool search status=error message=broken output=""'],
  ['retrieval docs output="" retrieval.documents.0.document.content=text'],
  ['tool think output=""'],
  ['tool FinalAnswerTool output=""'],
  ['tool update_order output={}'],
  ['tool mcp__files__write_file output=null'],
])('%s is nothing unusual', (line) => {
  expect(judgeText(toolEmpty, line).verdict).toBe('not_fired')
})

test('what is usual for a tool is learned: half of its results empty is its nature, a tenth is not', () => {
  const normals = normalsFrom(
    new Map([
      ['probe_cache', { calls: 40, empty: 20 }],
      ['update_order', { calls: 40, empty: 4 }],
      ['new_tool', { calls: 3, empty: 3 }],
    ]),
  )
  expect(judgeText(toolEmpty, 'tool probe_cache output=[]', normals).verdict).toBe('not_fired')
  expect(judgeText(toolEmpty, 'tool update_order output=[]', normals).verdict).toBe('fired')
  expect(judgeText(toolEmpty, 'tool new_tool output=[]', normals).verdict).toBe('fired')
})

test('an output that is not in the export is not an empty one', () => {
  expect(judgeText(toolEmpty, 'tool search status=ok').verdict).toBe('not_evaluable')
})
