import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { reportDocumentSchema } from './report-document.ts'

const PUBLISHED = new URL('../../resources/report.schema.json', import.meta.url)

test('the published schema of a report is the one that reports are checked by', () => {
  const schema = z.toJSONSchema(reportDocumentSchema)
  const published: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8'))
  expect(published, 'write the new schema to resources/report.schema.json').toEqual(
    JSON.parse(JSON.stringify(schema)),
  )
})
