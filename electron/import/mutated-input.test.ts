import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importerFixtures } from '../testing/importer-fixtures.ts'
import { readDamaged } from '../testing/importing.ts'
import { IMPORTERS } from './registry.ts'

/** Damaged inputs an importer, spread over its fixtures; `npm run fuzz` sets more. */
const ROUNDS = Number(process.env.MUTATION_ROUNDS ?? 2000)
/** A test of its own bounds a reader that never ends. */
const TEST_MS = 300_000

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
  '"constructor":{"prototype":1},',
  '\ud83d',
  '<<<<<<< x\n',
  '9007199254740993',
  'true',
  '[[[[',
  '""',
]
const STAND_INS = ['{}', '[]', 'null', '0', '""', '-1', '1e300', '"x"', '[null]', '[[]]', '{"a":{}}']

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Splinters put in, stretches cut out, values swapped for others. */
function mutateText(text: string, next: () => number): string {
  let changed = text
  const edits = Math.floor(next() * 4)
  for (let i = 0; i < edits; i++) {
    const at = Math.floor(next() * changed.length)
    const length = Math.floor(next() ** 3 * 60)
    const put = next() < 0.5 ? (SPLINTERS[Math.floor(next() * SPLINTERS.length)] ?? '') : ''
    changed = changed.slice(0, at) + put + changed.slice(at + length)
  }
  return changed.replaceAll(
    /"(?:[^"\\\n]|\\.){1,200}"(?=\s*[,}\]])|-?\d[\d.]*|(?<=: ?)(?:null|true|false)/g,
    (value) => (next() < 0.03 ? (STAND_INS[Math.floor(next() * STAND_INS.length)] ?? value) : value),
  )
}

/** Bytes changed, put in and taken out. */
function mutateBytes(bytes: Uint8Array, next: () => number): Uint8Array {
  let changed = Buffer.from(bytes)
  const edits = 1 + Math.floor(next() * 6)
  for (let i = 0; i < edits; i++) {
    const at = Math.floor(next() * changed.length)
    const kind = next()
    if (kind < 0.6) changed[at] = Math.floor(next() * 256)
    else {
      const length = Math.floor(next() ** 3 * 60)
      const put = kind < 0.8 ? Buffer.alloc(length, Math.floor(next() * 256)) : Buffer.alloc(0)
      changed = Buffer.concat([changed.subarray(0, at), put, changed.subarray(at + length)])
    }
  }
  return changed
}

const FIXTURES = Map.groupBy(importerFixtures(), ({ importer }) => importer.id)

test.each(IMPORTERS.map(({ id }) => id))(
  'damaged exports of %s never throw, and their spans keep their shape',
  async (id) => {
    const fixtures = FIXTURES.get(id) ?? []
    let spans = 0
    let told = 0
    for (const { importer, name, url } of fixtures) {
      const bytes = readFileSync(url)
      const isText = !bytes.subarray(0, 4096).includes(0)
      const text = isText ? bytes.toString() : ''
      const next = random(name.length)
      for (let round = 0; round < ROUNDS / fixtures.length; round++) {
        const damaged = isText ? mutateText(text, next) : mutateBytes(bytes, next)
        try {
          const got = await readDamaged(importer, damaged, 1 + Math.floor(next() * 5000))
          for (const { traceId, spanId, startUs, durationNs } of got.spans) {
            if (typeof traceId !== 'string' || typeof spanId !== 'string') throw new Error('an id is no text')
            if (!Number.isSafeInteger(startUs)) throw new Error(`a span starts at ${startUs}`)
            if (durationNs !== null && !Number.isFinite(durationNs)) throw new Error(`it lasts ${durationNs}`)
          }
          spans += got.spans.length + got.scores.length
          told += got.rejected.length + got.skipped.length
        } catch (error) {
          throw new Error(`round ${round} of ${name}`, { cause: error })
        }
      }
    }
    expect(fixtures.length).toBeGreaterThan(0)
    expect(spans).toBeGreaterThan(0)
    expect(told).toBeGreaterThan(0)
    expect(({} as Record<string, unknown>).prototype).toBeUndefined()
  },
  TEST_MS,
)
