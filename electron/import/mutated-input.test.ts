import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWith } from '../testing/importing.ts'
import type { Importer } from './importer.ts'
import { jaeger } from './importers/jaeger/index.ts'
import { nestedOtel } from './importers/nested-otel/index.ts'
import { otlpJson } from './importers/otlp-json/index.ts'

/** Enough to hit every branch of the readers, little enough for every test run; longer runs set the variable. */
const ROUNDS = Number(process.env.MUTATION_ROUNDS ?? 400)

const FIXTURES: [importer: Importer, fixture: string][] = [
  [otlpJson, 'otlp-json/fixtures/collector.jsonl'],
  [otlpJson, 'otlp-json/fixtures/tempo.json'],
  [otlpJson, 'otlp-json/fixtures/snake-case.json'],
  [jaeger, 'jaeger/fixtures/search.json'],
  [nestedOtel, 'nested-otel/fixtures/trace.json'],
]
const SPLINTERS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\n',
  'null',
  '1e999',
  '-',
  '\u0000',
  '"__proto__":',
  '\ud83d',
  '<<<<<<< x\n',
  '9007199254740993',
  'true',
  '[[[[',
  '""',
]

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Splinters put in, stretches cut out, values swapped for others of the same text. */
function mutate(text: string, next: () => number): string {
  let changed = text
  const edits = 1 + Math.floor(next() * 4)
  for (let i = 0; i < edits; i++) {
    const at = Math.floor(next() * changed.length)
    const length = Math.floor(next() ** 3 * 60)
    const put = next() < 0.5 ? (SPLINTERS[Math.floor(next() * SPLINTERS.length)] ?? '') : ''
    changed = changed.slice(0, at) + put + changed.slice(at + length)
  }
  return changed.replaceAll(/"[^"\n]{1,40}"(?=\s*[,}\]])|\d+/g, (value) =>
    next() < 0.02 ? (['{}', '[]', 'null', '0', '""'][Math.floor(next() * 5)] ?? value) : value,
  )
}

test.each(FIXTURES)(
  'damaged exports of $id never throw, and each record is told of once',
  async (importer, fixture) => {
    const text = readFileSync(new URL(`importers/${fixture}`, import.meta.url), 'utf8')
    const next = random(fixture.length)
    let spans = 0
    let told = 0
    for (let round = 0; round < ROUNDS; round++) {
      const damaged = mutate(text, next)
      try {
        const got = await readWith(importer, damaged, 1 + Math.floor(next() * 5000))
        spans += got.spans.length
        told += got.rejected.length + got.skipped.length
      } catch (error) {
        throw new Error(`round ${round} of ${fixture}`, { cause: error })
      }
    }
    expect(spans).toBeGreaterThan(0)
    expect(told).toBeGreaterThan(0)
  },
)
