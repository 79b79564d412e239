// Plain JavaScript that any Node from 14 on can parse: it runs before a Node that is new enough has been found.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The first Node that better-sqlite3's binary runs under without crashing and that electron's installer accepts.
 * @type {[number, number]}
 */
export const NEEDED_NODE = [22, 13]

/**
 * @typedef {object} LaunchFacts
 * @property {string} platform `process.platform`
 * @property {Record<string, string | undefined>} env
 * @property {boolean} hasRuntime the Electron runtime is on the disk
 * @property {boolean} isRoot the process runs as root
 * @property {string[]} args what follows `start`
 */

/**
 * @typedef {object} Launch
 * @property {'window' | 'fetch' | 'browser'} kind fetch: the runtime first, then the window
 * @property {string} reason one line for the terminal
 */

/**
 * Desktop window or normal browser, and why.
 * @param {LaunchFacts} facts
 * @returns {Launch}
 */
export function decideLaunch(facts) {
  if (facts.args.includes('--browser')) return inBrowser('asked for by --browser')
  if (!hasDisplay(facts.platform, facts.env)) return inBrowser('there is no display here')
  if (facts.platform === 'linux' && facts.isRoot) return inBrowser('Electron does not run as root')
  if (facts.hasRuntime) return { kind: 'window', reason: 'Opening the Tidemark window.' }
  if (facts.env.CI) return inBrowser('the Electron runtime is not installed')
  return { kind: 'fetch', reason: 'The Electron runtime is fetched once, then the Tidemark window opens.' }
}

/**
 * The launch for when the runtime could not be had, or did not start.
 * @param {string} why
 * @returns {Launch}
 */
export function inBrowser(why) {
  return { kind: 'browser', reason: `Tidemark opens in a normal browser: ${why}.` }
}

/**
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 */
export function hasDisplay(platform, env) {
  if (platform === 'linux' || platform === 'freebsd' || platform === 'openbsd')
    return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  // A session over SSH has no way to the screen of the person who types.
  return !env.SSH_CONNECTION
}

/**
 * True where a Node is new enough to run Tidemark.
 * @param {string} version such as `24.21.0`
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])
}

/**
 * The Node to run Tidemark with: this one, else the one the project brings as a package; null where there is neither.
 * @param {string} root folder of the package
 * @param {{version: string, execPath: string, platform: string}} own
 * @returns {string | null}
 */
export function findNode(root, own) {
  if (isNewEnough(own.version)) return own.execPath
  const brought = join(root, 'node_modules', 'node', 'bin', own.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(brought) ? brought : null
}

/**
 * The Electron program, or null where its runtime of the right version is not on the disk.
 * @param {string} root folder of the package
 * @returns {string | null}
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
    const found = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return found === wanted && existsSync(program) ? program : null
  } catch {
    return null
  }
}
