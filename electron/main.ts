import { app, dialog, ipcMain, protocol, session, shell, utilityProcess } from 'electron'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { APP_ROOT } from './app-root.ts'
import { createServices, importFirstRunSample, type Services } from './services.ts'
import { readDesktopState, withRecent, writeDesktopState } from './desktop-state.ts'
import { hardenWebContents } from './shell/harden.ts'
import { readOpenRequest, sortFiles, type OpenRequest } from './shell/opened-files.ts'
import { decidePermission } from './shell/permissions.ts'
import { createUtilityLaunch } from './shell/utility-query.ts'
import { isAllowedDownload, isAllowedRequest } from './shell/request-filter.ts'
import { createWorkspaceSlot } from './workspace-slot.ts'
import { QUERY_HEAP_MB } from './store/query-child.ts'
import { loadStaticFiles, serveStatic } from './static-files.ts'
import { createGrantedFiles } from './transport/granted-files.ts'
import { serveIpc } from './transport/ipc.ts'
import { currentUserFolder, defaultWorkspace, writeUserState } from './user-state.ts'
import { showMenu } from './menu.ts'
import { focusWindow, openExternalSafe, openPages, openWindow, printFile } from './window.ts'

const folder = currentUserFolder()
const granted = createGrantedFiles()
const launchQuery = createUtilityLaunch((...args) => utilityProcess.fork(...args), QUERY_HEAP_MB)
const asked = readOpenRequest(process.argv, app.isPackaged, process.cwd())
const first = asked.workspace ?? defaultWorkspace(folder)
const slot = createWorkspaceSlot(openServices, console.error)
// macOS tells of files before the window is there.
const early: string[] = []
const WORKSPACE_FILES = [{ name: 'Tidemark workspace', extensions: ['tidemark'] }]

// No crash reporter is started: nothing leaves the machine.
app.setPath('userData', join(folder, 'desktop'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.on('web-contents-created', (_event, contents) => {
  hardenWebContents(contents, (url) => void openExternalSafe(url))
})
app.on('open-file', (event, path) => {
  event.preventDefault()
  if (slot.path() === null) early.push(path)
  else void carryOut(sortFiles([path]))
})
app.on('second-instance', (_event, argv, cwd) => {
  focusWindow()
  void carryOut(readOpenRequest(argv, app.isPackaged, cwd))
})
app.on('window-all-closed', () => app.quit())
app.on('will-quit', closeOnce)

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const files = await loadStaticFiles(join(APP_ROOT, 'out', 'renderer'))
  protocol.handle('app', (request) => serveStatic(files, request))
  closeSession()
  if (!(await openFirstWorkspace(first))) return app.quit()
  serveIpc({ ipc: ipcMain, dispatch: slot.dispatch, events: slot.events, granted, targets: openPages })
  refreshMenu()
  await openWindow(folder)
  await importFiles([...asked.exports, ...early])
}

/** A new workspace at the very first start gets the bundled sample, where no files were named. */
function openServices(path: string): Services {
  const services = createServices({
    workspacePath: path,
    host: 'desktop',
    resolveSource: granted.resolve,
    launchQuery,
    printPdf: printFile,
  })
  const isFirstRun = path === first && asked.workspace === null && asked.exports.length === 0
  const sample = isFirstRun ? importFirstRunSample(services) : null
  if (sample === null) services.ensureIndex()
  else void analyseAfter(services, sample.id)
  return services
}

async function analyseAfter(services: Services, jobId: string): Promise<void> {
  try {
    await services.jobs.finished(jobId)
    const { id } = services.startAnalysis({})
    await services.jobs.finished(id)
    services.ensureIndex()
  } catch {
    // The job bar shows a job that failed or was cancelled.
  }
}

/** The page has no permissions, no devices, no network and no downloads but its own. */
function closeSession(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(decidePermission(permission, details.requestingUrl))
  })
  own.setPermissionCheckHandler((_contents, permission, origin) => decidePermission(permission, origin))
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler(null)
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowedRequest(url) }))
  own.on('will-download', (event, item) => {
    if (!isAllowedDownload(item.getURL())) event.preventDefault()
  })
}

async function openFirstWorkspace(path: string): Promise<boolean> {
  if (await openWorkspace(path)) return true
  const other = await askForWorkspace()
  return other === null ? false : openFirstWorkspace(other)
}

/** Opens a workspace and remembers it; a failure is shown and leaves what is open. */
async function openWorkspace(path: string): Promise<boolean> {
  try {
    await slot.open(path)
  } catch (error) {
    const message = error instanceof AppError ? error.message : String(error)
    dialog.showErrorBox('The workspace could not be opened', message)
    return false
  }
  writeUserState(folder, { lastWorkspace: path })
  writeDesktopState(folder, { recent: withRecent(readDesktopState(folder).recent, path) })
  return true
}

async function carryOut(request: OpenRequest): Promise<void> {
  if (request.workspace !== null) await switchWorkspace(request.workspace)
  await importFiles(request.exports)
}

async function switchWorkspace(path: string | null): Promise<void> {
  const chosen = path ?? (await askForWorkspace())
  if (chosen === null || !(await openWorkspace(chosen))) return
  refreshMenu()
  for (const page of openPages()) page.reload()
}

async function importFiles(paths: string[]): Promise<void> {
  if (paths.length === 0) return
  for (const path of paths) granted.grant(path)
  try {
    await slot.openFiles(paths)
    slot.events.publish({ name: 'navigate', data: { to: '/imports' } })
  } catch (error) {
    dialog.showErrorBox(
      'The files could not be imported',
      error instanceof Error ? error.message : String(error),
    )
  }
}

async function pickExports(kind: 'openFile' | 'openDirectory'): Promise<void> {
  const { filePaths } = await dialog.showOpenDialog({ properties: [kind, 'multiSelections'] })
  await importFiles(filePaths)
}

async function askForWorkspace(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Open workspace',
    properties: ['openFile'],
    filters: WORKSPACE_FILES,
  })
  return filePaths[0] ?? null
}

async function createWorkspace(): Promise<void> {
  const { filePath } = await dialog.showSaveDialog({ title: 'New workspace', filters: WORKSPACE_FILES })
  if (filePath !== '') await switchWorkspace(filePath)
}

function refreshMenu(): void {
  showMenu({
    isMac: process.platform === 'darwin',
    isPackaged: app.isPackaged,
    recent: readDesktopState(folder).recent,
    actions: {
      openExports: () => void pickExports('openFile'),
      openExportFolder: () => void pickExports('openDirectory'),
      newWorkspace: () => void createWorkspace(),
      openWorkspace: (path) => void switchWorkspace(path),
      showWorkspaceFile: () => shell.showItemInFolder(slot.path() ?? folder),
      navigate: (to) => slot.events.publish({ name: 'navigate', data: { to } }),
    },
  })
}

/** Jobs are stopped and the workspace is closed before the process ends. */
function closeOnce(event: Electron.Event): void {
  if (slot.path() === null) return
  event.preventDefault()
  void slot.close().finally(() => app.quit())
}
