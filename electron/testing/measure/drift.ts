/**
 * `npm run measure:drift`: the watch on the seeded worlds of ../shared/bench/drift-bench.mjs as the README's table: measured,
 * goal, met or missed; then how far the forecast of the delay is from the measured one, and what a year of watching
 * costs. `--seed`, `--reps` and `--volume` go to the benchmark.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { backtestWorld } from '../../drift/backtest.ts'
import { referencePath } from './analysed-traces.ts'
import { costOfYear } from './drift/cost.ts'
import { FORECAST_WORLDS, type Forecast, forecastOf, medianForecast, worldsById } from './drift/forecast.ts'
import { type BenchRow, describeRow, GOALS, triple } from './drift/goals.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'measure' },
    reps: { type: 'string', default: '60' },
    volume: { type: 'string', default: '600' },
    /** How the benchmark calls this file: answers its worlds and writes the forecasts there. */
    forecasts: { type: 'string' },
  },
})
/** How far a forecast may be from the median that is measured. */
const MOST_OFF = 0.25
const MOST_MILLISECONDS = 50

if (values.forecasts === undefined) measure()
else await answer(values.forecasts)

async function answer(file: string): Promise<void> {
  const worlds = worldsById(values.seed, values.volume, Number(values.reps))
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const forecast = forecastOf(line, worlds)
    if (forecast) appendFileSync(file, `${JSON.stringify(forecast, endless)}\n`)
    process.stdout.write(`${JSON.stringify(backtestWorld(line))}\n`)
  }
}

/** JSON has no infinity. */
function endless(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : value
}

function measure(): void {
  const folder = mkdtempSync(join(tmpdir(), 'measure-drift-'))
  try {
    const file = join(folder, 'forecasts.jsonl')
    writeFileSync(file, '')
    const rows = bench(file)
    const forecasts = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Forecast)
    console.log(`Seed ${values.seed}, ${values.reps} repetitions, ${values.volume} traces a day.\n`)
    console.log('| what | measured | goal | |\n| --- | --- | --- | --- |')
    for (const row of rows) {
      for (const { what, measured, goal, isMet } of describeRow(row))
        print(`${row.world}: ${what}`, measured, goal, isMet)
    }
    for (const row of rows) if (row.world in FORECAST_WORLDS) printForecast(row, forecasts)
    const { streams, milliseconds } = costOfYear()
    const goal = `under ${MOST_MILLISECONDS} ms`
    print(
      `a year of ${streams} streams`,
      `${milliseconds.toFixed(0)} ms`,
      goal,
      milliseconds < MOST_MILLISECONDS,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function bench(forecasts: string): BenchRow[] {
  const { seed, reps, volume } = values
  const given = ['--seed', seed, '--reps', reps, '--volume', volume]
  const command = [process.execPath, import.meta.filename, ...given, '--forecasts', forecasts]
  const args = [referencePath('../bench/drift-bench.mjs'), '--world', Object.keys(GOALS).join(','), ...given]
  const text = execFileSync(process.execPath, [...args, '--json', '--', ...command], { encoding: 'utf8' })
  return (JSON.parse(text) as { rows: BenchRow[] }).rows
}

function printForecast(row: BenchRow, forecasts: readonly Forecast[]): void {
  const days = medianForecast(forecasts, row.world)
  const seen = row.medianDays ?? []
  const isNear = days.every((forecast, g) => {
    const median = seen[g] ?? null
    return forecast === null || median === null
      ? forecast === median
      : Math.abs(forecast / median - 1) <= MOST_OFF
  })
  print(`${row.world}: median days forecast`, triple(days), `within 25 % of ${triple(seen)}`, isNear)
}

function print(what: string, measured: string, goal: string, isMet: boolean): void {
  console.log(`| ${what} | ${measured} | ${goal} | ${isMet ? 'met' : '**missed**'} |`)
}
