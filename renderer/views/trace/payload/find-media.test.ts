import { expect, test } from 'vitest'
import { findMedia } from './find-media.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const NONE = 'A'.repeat(80)

test('an image is known by its bytes, whatever its type claims to be', () => {
  const text = `{"media_type":"text/html","data":"${PNG}"}`
  expect(findMedia(text)).toMatchObject([{ type: 'image/png', bytes: 70, isOpen: false }])
  expect(text.slice(findMedia(text)[0]?.start, findMedia(text)[0]?.end)).toBe(PNG)
})

test('what claims to be an image but is none is a file of unknown type', () => {
  expect(findMedia(`data:image/png;base64,${NONE}`)).toMatchObject([{ type: 'application/octet-stream' }])
})

test('a file takes type and name from the object that holds it, not from the one beside it', () => {
  const file = (name: string, type: string) => `{"filename":"${name}","mime_type":"${type}","data":"${NONE}"}`
  expect(findMedia(`[${file('a.csv', 'text/csv')},${file('b.bin', 'application/x-b')}]`)).toMatchObject([
    { name: 'a.csv', type: 'text/csv' },
    { name: 'b.bin', type: 'application/x-b' },
  ])
  expect(findMedia(`data:image/svg+xml;base64,${NONE}`)).toMatchObject([
    { name: null, type: 'image/svg+xml' },
  ])
})

test('hashes and tokens are no files, and a run that goes on behind what is loaded is open', () => {
  expect(findMedia(`{"sha512":"${'0a'.repeat(64)}"}`)).toEqual([])
  const begun = `data:application/pdf;base64,${NONE}`
  expect(findMedia(begun, 5000)).toMatchObject([{ isOpen: true }])
})
