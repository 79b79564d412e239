import { makeCorpus } from './redaction/corpus.ts'
import { precisionOf, recallOf, scoreRedaction } from './redaction/score-redaction.ts'

/** Prints how much of a planted corpus redaction takes out, and how much it takes out wrongly; `--list` names each mistake. */
const cases = makeCorpus(Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1))
const planted = cases.filter(({ kind }) => kind !== null).length
console.log(`${cases.length} texts, ${planted} with one value each, ${cases.length - planted} look-alikes.`)
console.log('| half | kind | planted | recall | precision |')
console.log('| --- | --- | --- | --- | --- |')
for (const score of scoreRedaction(cases)) {
  const { half, kind, planted: own } = score
  console.log(
    `| ${half} | ${kind} | ${own} | ${recallOf(score).toFixed(3)} | ${precisionOf(score).toFixed(3)} |`,
  )
  if (!process.argv.includes('--list')) continue
  for (const text of score.missed) console.log(`  missed: ${text}`)
  for (const text of score.mistaken) console.log(`  wrong: ${text}`)
}
