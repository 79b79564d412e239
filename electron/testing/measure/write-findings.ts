/**
 * Runs all categories over the traces of a file, folder or archive:
 *   node electron/testing/measure/write-findings.ts PATH FINDINGS.jsonl TRACES.txt
 * writes the findings, one a line, and the ids of all traces; prints the verdicts per category.
 */
import { writeFileSync } from 'node:fs'
import { learnTrace, normalsFrom } from '../../analysis/learn.ts'
import { runCategories } from '../../analysis/run-categories.ts'
import { readTraces } from '../read-traces.ts'

const [path, findingsFile, tracesFile] = process.argv.slice(2)
if (path === undefined || findingsFile === undefined || tracesFile === undefined) {
  console.error('usage: node write-findings.ts PATH FINDINGS.jsonl TRACES.txt')
  process.exit(2)
}
const traces = await readTraces(path)
const counts = new Map()
for (const trace of traces) learnTrace(counts, trace)
const normals = normalsFrom(counts)
const analyses = traces.map((trace) => runCategories(trace, { normals }))
const lines = analyses.flatMap(({ findings }) => findings.map((finding) => `${JSON.stringify(finding)}\n`))
writeFileSync(findingsFile, lines.join(''))
writeFileSync(tracesFile, traces.map(({ traceId }) => `${traceId}\n`).join(''))

const table: Record<string, { fired: number; not_fired: number; not_evaluable: number; findings: number }> =
  {}
for (const { verdicts, findings } of analyses) {
  for (const { category, verdict } of verdicts) {
    const row = (table[category] ??= { fired: 0, not_fired: 0, not_evaluable: 0, findings: 0 })
    row[verdict]++
    row.findings += findings.filter((finding) => finding.category === category).length
  }
}
console.log(`${traces.length} traces, ${analyses.flatMap(({ errors }) => errors).length} errors of rules`)
console.table(table)
