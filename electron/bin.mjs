#!/usr/bin/env node
// The way in from a terminal: `tidemark COMMAND …` and `npm start`. Finds a Node that is new enough and hands over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { fetchRuntime } from './fetch-runtime.mjs'
import { decideLaunch, findElectron, findNode, hasDisplay, inBrowser, NEEDED_NODE } from './launch.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const CLI = join(ROOT, 'out', 'main', 'cli.js')
const STALL_MS = 20000
// A runtime that ends within this time with an error never showed its window: no sandbox, no libraries.
const EARLY_END_MS = 15000

const args = process.argv.slice(2)
const node = findNode(ROOT, {
  version: process.versions.node,
  execPath: process.execPath,
  platform: process.platform,
})

if (!existsSync(CLI)) fail('Tidemark is not built yet. Run "npm run build" once.')
else if (node === null)
  fail(
    `Tidemark needs Node ${NEEDED_NODE.join('.')} or newer; this is ${process.versions.node}. Run "npm ci", which brings one along.`,
  )
else if (args[0] === 'start') void start(node, args.slice(1))
else if (node === process.execPath) void import(pathToFileURL(CLI).href)
else run(node, [CLI].concat(args))

/**
 * @param {string} program Node to use
 * @param {string[]} given
 */
async function start(program, given) {
  const facts = { platform: process.platform, env: process.env, args: given }
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0
  const launch = decideLaunch(Object.assign({ hasRuntime: findElectron(ROOT) !== null, isRoot }, facts))
  say(launch.reason)
  if (launch.kind === 'browser') return serve(program, given)
  const failure = launch.kind === 'fetch' ? await fetchElectron(program) : null
  const electron = findElectron(ROOT)
  if (failure !== null || electron === null) {
    say(inBrowser(`the Electron runtime could not be fetched (${failure || 'it is not complete'})`).reason)
    return serve(program, given)
  }
  const startedAt = Date.now()
  const files = given.filter((argument) => !argument.startsWith('-'))
  run(electron, [ROOT].concat(files), (code) => {
    if (code === 0 || Date.now() - startedAt > EARLY_END_MS) return false
    say(inBrowser(`the Electron runtime did not start (${code})`).reason)
    serve(program, given)
    return true
  })
}

/**
 * @param {string} program
 * @param {string[]} given
 */
function serve(program, given) {
  const rest = given.filter((argument) => argument !== '--browser')
  const open = hasDisplay(process.platform, process.env) ? ['--open'] : []
  run(program, [CLI, 'serve', '--first-run'].concat(open, rest))
}

/** @param {string} program */
async function fetchElectron(program) {
  const folder = join(ROOT, 'node_modules', 'electron')
  const isTerminal = process.stderr.isTTY
  const failure = await fetchRuntime({
    node: program,
    script: join(folder, 'install.js'),
    unpacked: join(folder, 'dist'),
    stallMs: STALL_MS,
    onProgress: (bytes) => {
      if (isTerminal) process.stderr.write(`\r${Math.round(bytes / 1e6)} MB`)
    },
  })
  if (isTerminal) process.stderr.write('\r          \r')
  return failure
}

/**
 * Runs a program in this one's place: its terminal, its signals, its exit code.
 * @param {string} program
 * @param {string[]} given
 * @param {(code: number) => boolean} [takeOver] true where the caller goes on after the end itself
 */
function run(program, given, takeOver) {
  const env = Object.assign({}, process.env)
  delete env.ELECTRON_RUN_AS_NODE
  const child = spawn(program, given, { stdio: 'inherit', env })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // Ctrl+C reaches the child by itself; this process only waits for it to end.
  const forward = signals.map((signal) => {
    const listener = () => signal !== 'SIGINT' && child.kill(signal)
    process.on(signal, listener)
    return { signal, listener }
  })
  let ended = false
  /** @param {number} code */
  const end = (code) => {
    if (ended) return
    ended = true
    for (const { signal, listener } of forward) process.off(signal, listener)
    if (takeOver === undefined || !takeOver(code)) process.exitCode = code
  }
  child.on('error', (error) => {
    say(`${program} cannot be run: ${error.message}`)
    end(1)
  })
  child.on('exit', (code, signal) => end(code === null ? (signal === 'SIGINT' ? 130 : 143) : code))
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`)
}

/** @param {string} text */
function fail(text) {
  say(text)
  process.exitCode = 1
}
