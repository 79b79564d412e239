import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { PROJECT_ROOT } from './layers.ts'

// Every gate is seen to go red: a copy of its configuration beside one planted violation.
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function plant(files: Record<string, string>, copies: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-gate-'))
  folders.push(folder)
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const copy of copies) cpSync(join(PROJECT_ROOT, copy), join(folder, copy))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

function run(
  folder: string,
  tool: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): { status: number | null; output: string } {
  const program = join(PROJECT_ROOT, 'node_modules', '.bin', tool)
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return { status, output: stdout + stderr }
}

const TSCONFIG = JSON.stringify({ extends: './tsconfig.base.json', include: ['shared/**/*.ts'] })

test('the type check fails on an index that may be missing', () => {
  const folder = plant(
    {
      'tsconfig.json': TSCONFIG,
      'shared/wrong.ts': 'export const first = (list: string[]): string => list[0]\n',
    },
    ['tsconfig.base.json'],
  )
  const { status, output } = run(folder, 'tsc', ['-b'])
  expect(output).toContain('TS2322')
  expect(status).not.toBe(0)
})

const LINT: [rule: string, text: string][] = [
  ['no-explicit-any', 'export const anything = (value: any): number => value\n'],
  ['no-floating-promises', 'export function start(): void {\n  Promise.resolve(1)\n}\n'],
  [
    'switch-exhaustiveness-check',
    "export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A'\n  }\n  return ''\n}\n",
  ],
  ['max-lines', Array.from({ length: 301 }, (_, i) => `export const v${i} = ${i}`).join('\n')],
]
test.each(LINT)('the linter fails on %s', (rule, text) => {
  const folder = plant({ 'tsconfig.json': TSCONFIG, 'shared/wrong.ts': text }, [
    '.oxlintrc.json',
    'tsconfig.base.json',
  ])
  const { status, output } = run(folder, 'oxlint', ['--type-aware'])
  expect(output).toContain(rule)
  expect(status).not.toBe(0)
})

test('the format check fails on a file that is not formatted', () => {
  const folder = plant({ 'shared/wrong.ts': 'export   const  a = "1";\n' }, ['.oxfmtrc.json'])
  const { status, output } = run(folder, 'oxfmt', ['--check'])
  expect(output).toContain('wrong.ts')
  expect(status).not.toBe(0)
})

test('the dead code check fails on a file and on an export that nothing uses', () => {
  const folder = plant(
    {
      'package.json': JSON.stringify({ name: 'planted', type: 'module' }),
      'tsconfig.json': '{}',
      'electron/main.ts': "import { used } from '../shared/part.ts'\nconsole.log(used)\n",
      'shared/part.ts': 'export const used = 1\nexport const unused = 2\n',
      'shared/orphan.ts': 'export const alone = 1\n',
    },
    ['knip.jsonc'],
  )
  const { status, output } = run(folder, 'knip', ['--no-config-hints'])
  expect(output).toContain('shared/orphan.ts')
  expect(output).toContain('unused')
  expect(status).not.toBe(0)
})

test('without a browser the browser tests are skipped aloud, and fail where one is required', () => {
  const nowhere = { CHROMIUM_PATH: '/nowhere/chromium' }
  const script = join(PROJECT_ROOT, 'electron/testing/e2e/run.ts')
  const skipped = run(PROJECT_ROOT, 'node', [script], { ...nowhere, TIDEMARK_REQUIRE_BROWSER: '' })
  expect(skipped.output).toContain('BROWSER TESTS SKIPPED')
  expect(skipped.status).toBe(0)
  expect(run(PROJECT_ROOT, 'node', [script], { ...nowhere, TIDEMARK_REQUIRE_BROWSER: '1' }).status).toBe(1)
})

test.skipIf(process.platform === 'win32')('.ci/run fails where the reference data is missing', () => {
  const folder = plant({}, ['.ci/run'])
  const { status, stderr } = spawnSync('bash', [join(folder, '.ci/run')], { encoding: 'utf8' })
  expect(stderr).toContain('reference data')
  expect(status).toBe(1)
})
