// Plain JavaScript, like the launcher that uses it.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @typedef {object} FetchOptions
 * @property {string} node the Node to run the installer with
 * @property {string} script electron's own installer, `install-electron`
 * @property {string} unpacked folder that the installer unpacks into
 * @property {number} stallMs given up after this long without a new byte
 * @property {number} [lookMs] how often to look
 * @property {(bytes: number) => void} onProgress bytes on the disk so far
 */

/**
 * Runs electron's installer and watches the bytes arrive in a temporary folder of its own. Resolves to null when the
 * runtime is there, else to the reason why not.
 * @param {FetchOptions} options
 * @returns {Promise<string | null>}
 */
export function fetchRuntime(options) {
  const temporary = mkdtempSync(join(tmpdir(), 'tidemark-electron-'))
  const env = Object.assign({}, process.env, { TMPDIR: temporary, TMP: temporary, TEMP: temporary })
  const child = spawn(options.node, [options.script], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-4000)
  })
  let size = 0
  let movedAt = Date.now()
  let stalled = false
  const look = setInterval(() => {
    const now = folderSize(temporary) + folderSize(options.unpacked)
    if (now !== size) {
      size = now
      movedAt = Date.now()
      options.onProgress(now)
    } else if (Date.now() - movedAt >= options.stallMs) {
      stalled = true
      child.kill('SIGKILL')
    }
  }, options.lookMs || 500)
  return new Promise((resolve) => {
    /** @param {string | null} outcome */
    const finish = (outcome) => {
      clearInterval(look)
      rmSync(temporary, { recursive: true, force: true })
      resolve(outcome)
    }
    child.on('error', (error) => finish(error.message))
    child.on('close', (code) => {
      if (stalled) finish(`no data for ${Math.round(options.stallMs / 1000)} s`)
      else finish(code === 0 ? null : firstLine(complaint) || `the installer ended with ${code}`)
    })
  })
}

/** @param {string} text */
function firstLine(text) {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.find((line) => line !== '') || ''
}

/**
 * Bytes below a folder; files that vanish meanwhile count nothing.
 * @param {string} top
 */
function folderSize(top) {
  let bytes = 0
  const open = [top]
  while (open.length > 0) {
    const folder = String(open.pop())
    for (const entry of list(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) open.push(path)
      else bytes += fileSize(path)
    }
  }
  return bytes
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** @param {string} path */
function fileSize(path) {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
