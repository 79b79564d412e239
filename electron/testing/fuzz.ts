import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { PROJECT_ROOT } from './layers.ts'

// `npm run fuzz [ROUNDS]`: the mutation test of every importer with many more rounds than the suite has.
const DEFAULT_ROUNDS = '50000'
const HOUR_MS = 3_600_000

const vitest = join(PROJECT_ROOT, 'node_modules/vitest/vitest.mjs')
const args = ['run', 'electron/import/mutated-input.test.ts', '--testTimeout', String(HOUR_MS)]
const { status } = spawnSync(process.execPath, [vitest, ...args], {
  stdio: 'inherit',
  cwd: PROJECT_ROOT,
  env: { ...process.env, MUTATION_ROUNDS: process.argv[2] ?? DEFAULT_ROUNDS },
})
process.exit(status ?? 1)
