import { expect } from 'vitest'
import type { Session } from './session.ts'

/** Rules of redaction, from a try to the report that begins with them, and back. */
export async function tryRedaction({ ask }: Session): Promise<void> {
  const rules = await ask('redaction.get', {})
  const own = { ...rules, custom: [{ name: 'city', pattern: 'Vienna|Turin' }] }
  const tried = await ask('redaction.try', { rules: own, text: 'From Turin to Vienna, a@b.example' })
  expect(tried.text).toBe('From [city-1] to [city-2], [email-1]')
  await ask('redaction.save', { rules: own })
  expect((await ask('reports.template', { template: 'weekly' })).redaction).toEqual(own)
  await ask('redaction.save', { rules })
}
