import { app, BrowserWindow, dialog, screen, shell } from 'electron'
import { fileURLToPath } from 'node:url'
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
  return BrowserWindow.getAllWindows().map((window) => window.webContents)
}

/** Brings the window to the front, as a second start does. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
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
