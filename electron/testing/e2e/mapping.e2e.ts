import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { dropFile, startHost, watchPage } from './host.ts'

/** A chat log as no tool writes it: the question is under a name that no guess finds. */
const LOG = ['Is the lock open?', 'When is low tide?']
  .map((question, index) =>
    JSON.stringify({
      ticket: `T-${index}`,
      bot: { label: 'harbour' },
      dialogue: [
        { from: 'human', value: question },
        { from: 'gpt', value: 'Yes, at noon.' },
      ],
      verdict: { helpful: index },
    }),
  )
  .join('\n')

test('a file of no known format is mapped, corrected by its preview, and imported', async ({ page }) => {
  const host = await startHost()
  try {
    const wrong = watchPage(page)
    await page.goto(host.url)
    await expect(page.getByText(/drop/i).first()).toBeVisible()
    await dropFile(page, 'tickets.jsonl', Buffer.from(LOG))
    await expect(page.getByRole('heading', { name: 'What is in tickets.jsonl' })).toBeVisible()
    await expect(page.getByLabel('Messages', { exact: true })).toHaveValue('dialogue')
    await expect(page.getByText('The whole file: 2 traces, 2 spans, 0 scores.')).toBeVisible()

    await page.getByLabel('Agent', { exact: true }).fill('bot.label')
    await page.getByRole('button', { name: 'Add a score' }).click()
    await page.getByLabel('Name of score 1').fill('helpful')
    await page.getByLabel('Path of score 1').fill('verdict.helpful')
    await expect(page.getByText('The whole file: 2 traces, 2 spans, 2 scores.')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

    await page.getByLabel('Messages', { exact: true }).fill('nowhere')
    await expect(page.getByText('Nothing is found yet')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await page.getByLabel('Messages', { exact: true }).fill('dialogue')
    await page.getByRole('button', { name: 'Import', exact: true }).click()

    await expect(page.getByRole('heading', { name: /tickets.*2 traces.*2 spans/ })).toBeVisible()
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /Traces/ })
      .click()
    await expect(page.getByRole('row', { name: /harbour/ })).toHaveCount(2)
    expect(wrong).toEqual([])
  } finally {
    await host.stop()
  }
})
