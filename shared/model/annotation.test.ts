import { expect, test } from 'vitest'
import {
  type Annotation,
  clashesOf,
  labelWords,
  newAnnotationSchema,
  standingAnnotations,
} from './annotation.ts'

let count = 0
const note = (given: Partial<Annotation>): Annotation => ({
  id: `n${(count += 1)}`,
  target: { on: 'trace', traceId: 't1' },
  label: null,
  holds: true,
  text: 'So it is.',
  author: '',
  atUs: count,
  replaces: null,
  undoneUs: null,
  ...given,
})

test('an edit stands in the place of what it edits, and gives it back when it is undone', () => {
  const first = note({})
  const edit = note({ replaces: first.id })
  expect(standingAnnotations([first, edit])).toEqual([edit])
  expect(standingAnnotations([first, { ...edit, undoneUs: 5 }])).toEqual([first])
})

test('a label that holds for one and not for another is a clash, on another target it is none', () => {
  const yes = note({ label: 'loop' })
  const no = note({ label: 'loop', holds: false })
  expect(clashesOf([yes, no])).toEqual([{ kind: 'label', ids: [yes.id, no.id] }])
  expect(clashesOf([yes, { ...no, undoneUs: 1 }])).toEqual([])
  expect(clashesOf([yes, { ...no, target: { on: 'span', traceId: 't1', spanId: 's1' } }])).toEqual([])
})

test('two edits of one note are a clash until one of them is undone', () => {
  const first = note({})
  const mine = note({ replaces: first.id, text: 'Mine.' })
  const theirs = note({ replaces: first.id, text: 'Theirs.' })
  expect(clashesOf([first, mine, theirs])).toEqual([{ kind: 'edit', ids: [mine.id, theirs.id] }])
  expect(clashesOf([first, mine, { ...theirs, undoneUs: 1 }])).toEqual([])
})

test('a note needs words, a label is one line and is denied by its flag alone', () => {
  const target = { on: 'shift', shift: 'loop@2026-03-01' } as const
  expect(newAnnotationSchema.safeParse({ target }).success).toBe(false)
  expect(newAnnotationSchema.safeParse({ target, text: ' ' }).success).toBe(false)
  expect(newAnnotationSchema.safeParse({ target, label: 'two\nlines' }).success).toBe(false)
  expect(newAnnotationSchema.safeParse({ target, label: 'not good' }).success).toBe(false)
  expect(newAnnotationSchema.parse({ target, label: ' bad ' })).toMatchObject({ label: 'bad', holds: true })
  expect(labelWords({ label: 'bad', holds: false })).toBe('not bad')
})
