import { app, BrowserWindow, dialog, screen, session, shell } from 'electron'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppError } from '../shared/errors.ts'
import { APP_URL } from './shell/app-url.ts'
import { readDesktopState, writeDesktopState } from './desktop-state.ts'
import { decideExternal } from './shell/external-url.ts'
import { clampBounds } from './shell/window-bounds.ts'
import { windowOptions } from './shell/window-options.ts'

const PRELOAD = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url))

/** Opens the window where it last was; `folder` keeps its place. */
export async function openWindow(folder: string): Promise<BrowserWindow> {
  const state = readDesktopState(folder)
  const screens = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...windowOptions,
    ...clampBounds(state.bounds, screens),
    webPreferences: { ...windowOptions.webPreferences, preload: PRELOAD, devTools: !app.isPackaged },
  })
  if (state.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    writeDesktopState(folder, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  await window.loadURL(APP_URL)
  return window
}

/** The open windows' pages, for events. */
export function openPages(): Electron.WebContents[] {
  return BrowserWindow.getAllWindows()
    .filter((window) => !printing.has(window))
    .map((window) => window.webContents)
}

/** Name of a session that is kept in memory only. */
const PRINTING = 'printing'
const printing = new Set<BrowserWindow>()

/** Prints an HTML file as a PDF file, in a hidden window that runs no script and may load that file alone. */
export async function printFile(html: string, pdf: string, signal: AbortSignal): Promise<void> {
  const address = pathToFileURL(html).href
  session
    .fromPartition(PRINTING)
    .webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }))
  const window = new BrowserWindow({
    ...windowOptions,
    webPreferences: { ...windowOptions.webPreferences, partition: PRINTING, javascript: false },
  })
  printing.add(window)
  const stop = (): void => window.destroy()
  signal.addEventListener('abort', stop)
  try {
    await window.loadURL(address)
    await writeFile(
      pdf,
      await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }),
    )
  } catch (error) {
    throw signal.aborted ? new AppError('cancelled') : error
  } finally {
    signal.removeEventListener('abort', stop)
    printing.delete(window)
    if (!window.isDestroyed()) window.destroy()
  }
}

/** Brings the window to the front, as a second start does. */
export function focusWindow(): void {
  const window = BrowserWindow.getAllWindows().find((own) => !printing.has(own))
  if (window?.isMinimized() === true) window.restore()
  window?.focus()
}

/** Opens an https address in the normal browser, after showing where it leads and asking. */
export async function openExternalSafe(address: string): Promise<void> {
  const decision = decideExternal(address)
  if (!decision.open) return
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: `Open ${decision.host} in your browser?`,
    detail: `${decision.url}\n\nThis leaves Tidemark; nothing of the workspace is sent.`,
    buttons: ['Stay here', 'Open'],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) await shell.openExternal(decision.url)
}
