import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { formatCount, formatPlural } from '../../shared/format.ts'
import {
  customDefinitionSchema,
  customFileSchema,
  type CustomDefinition,
  type CustomFile,
} from '../../shared/model/custom-category.ts'
import { CATEGORIES } from '../analysis/registry.ts'
import type { Services } from '../services.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine, say } from './terminal.ts'
import { withServices } from './with-services.ts'

interface CategoriesOptions extends GlobalOptions {
  preview?: string
  add?: string
  remove?: string
  export?: string
}

/** Seconds one rule may take in a preview. */
const PREVIEW_SECONDS = 60

export const addCategoriesCommand: AddCommand = (program, done) => {
  program
    .command('categories')
    .description('the failure categories, and those you define yourself: by a filter, a score or SQL')
    .option('--preview <file>', 'what the categories in this file would find and alert on; keeps nothing')
    .option('--add <file>', 'keep the categories in this file, as new versions where they differ')
    .option('--remove <id>', 'take a category of yours out of force')
    .option('--export <file>', 'write the categories of yours to this file')
    .action(async (options: CategoriesOptions) => {
      await withServices(options, async (services) => {
        if (options.preview !== undefined)
          await preview(services, await readDefinitions(options.preview), options)
        else if (options.add !== undefined) await add(services, await readDefinitions(options.add), options)
        else if (options.remove !== undefined) {
          await services.customCategories['customCategories.remove']({ id: options.remove })
          say(options, `${options.remove} is out of force. Its findings stay readable.`)
        } else if (options.export !== undefined) await exportTo(services, options.export, options)
        else await list(services, options)
      })
      done(EXIT.done)
    })
}

async function list(services: Services, options: GlobalOptions): Promise<void> {
  const own = await services.customCategories['customCategories.list']({})
  const rows = [...CATEGORIES, ...own].map(({ id, class: worst, version, name, definition }) => ({
    id,
    class: worst,
    version,
    own: !CATEGORIES.some((category) => category.id === id),
    name,
    definition,
  }))
  if (options.json) return printJson(rows)
  const width = Math.max(...rows.map(({ id }) => id.length))
  for (const row of rows)
    printLine(
      `${row.id.padEnd(width)}  ${row.class}  v${row.version}  ${row.own ? 'own  ' : '     '}${row.definition}`,
    )
}

async function preview(
  services: Services,
  definitions: readonly CustomDefinition[],
  options: GlobalOptions,
): Promise<void> {
  const found = []
  for (const { id, rule } of definitions) {
    // oxlint-disable-next-line no-await-in-loop -- each question has a process of its own: one at a time
    const seen = await services.customCategories['customCategories.preview']({
      rule,
      seconds: PREVIEW_SECONDS,
    })
    found.push({ id, ...seen })
  }
  if (options.json) return printJson(found)
  for (const { id, fired, judged, traces, examples, alerts, watch } of found) {
    printLine(
      `${id}: ${formatCount(fired)} of ${formatPlural(judged, 'trace')} that can be judged, ${formatCount(traces)} in all.`,
    )
    for (const { traceId, name } of examples) printLine(`  ${traceId}  ${name}`)
    printLine(`  ${watch}`)
    printLine(
      alerts.length === 0
        ? '  It would have raised no alert.'
        : `  It would have raised ${formatPlural(alerts.length, 'alert')}:`,
    )
    for (const { openedOn, sentence } of alerts) printLine(`    ${openedOn}  ${sentence}`)
  }
}

async function add(
  services: Services,
  definitions: readonly CustomDefinition[],
  options: GlobalOptions,
): Promise<void> {
  const saved = []
  for (const definition of definitions) {
    // oxlint-disable-next-line no-await-in-loop -- a second one would find the workspace locked by the first
    saved.push(await services.customCategories['customCategories.save'](definition))
  }
  if (options.json) return printJson(saved)
  for (const { id, version } of saved) printLine(`${id} version ${version} is in force.`)
  say(options, 'The next analyze looks at every trace with them.')
}

async function exportTo(services: Services, path: string, options: GlobalOptions): Promise<void> {
  const own = await services.customCategories['customCategories.list']({})
  if (own.length === 0) throw new AppError('usage', { why: 'There is no category of your own to write.' })
  const file: CustomFile = {
    tidemark: 'categories',
    categories: own.map((category) => customDefinitionSchema.parse(category)),
  }
  await writeFile(path, `${JSON.stringify(file, null, 2)}\n`)
  say(options, `${formatPlural(own.length, 'category', 'categories')} in ${path}.`)
}

async function readDefinitions(path: string): Promise<CustomDefinition[]> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new AppError('usage', {
      why: `${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    })
  }
  const file = customFileSchema.safeParse(value)
  if (!file.success)
    throw new AppError('usage', { why: `${path} holds no categories:\n${z.prettifyError(file.error)}` })
  return file.data.categories
}
