import type { CategoryClass, Verdict } from '../../shared/model/finding.ts'
import type { Category, LearnedNormals } from '../analysis/category.ts'
import { evidenceValue } from '../analysis/evidence.ts'
import { runCategories } from '../analysis/run-categories.ts'
import { makeTrace } from './make-trace.ts'

export interface Judged {
  verdict: Verdict
  /** Name of the span a finding is at, of the one it blames, and the texts that prove it. */
  found: { at: string; blame: string | null; class: CategoryClass; said: string[]; signature: string }[]
}

/**
 * What one category says of a trace written in the fixture language. Throws where a rule fails, where a finding has no
 * evidence, and where a range of it is not the text it claims to be.
 */
export function judgeText(category: Category, text: string, normals?: LearnedNormals): Judged {
  const trace = makeTrace(text)
  const options = normals === undefined ? {} : { normals }
  const { verdicts, findings, errors } = runCategories(trace, { categories: [category], ...options })
  if (errors[0] !== undefined) throw new Error(errors[0].message)
  const span = (id: string) => trace.spans.find(({ spanId }) => spanId === id)
  for (const { evidence } of findings) {
    if (evidence.length === 0) throw new Error('a finding without evidence')
    for (const { spanId, path, start, end, text: said } of evidence) {
      const value = evidenceValue(span(spanId)!, path)
      const there = start === null || end === null ? value : value?.slice(start, end)
      if (there !== said) throw new Error(`the evidence at ${path} is "${there}", not "${said}"`)
    }
  }
  return {
    verdict: verdicts[0]!.verdict,
    found: findings.map((finding) => ({
      at: span(finding.spanId)!.name,
      blame: finding.blameSpanId === null ? null : span(finding.blameSpanId)!.name,
      class: finding.class,
      said: finding.evidence.map((item) => item.text),
      signature: finding.signature,
    })),
  }
}
