import { basename } from 'node:path'

/** What the menu can set off. The command palette of the page offers the same things by its own list. */
export interface MenuActions {
  openExports(): void
  openExportFolder(): void
  newWorkspace(): void
  openWorkspace(path: string | null): void
  showWorkspaceFile(): void
  /** Shows a view; `to` is an address of the page. */
  navigate(to: string): void
}

export interface MenuContext {
  actions: MenuActions
  recent: readonly string[]
  isMac: boolean
  isPackaged: boolean
}

/** The views in the order of the page's own navigation. */
const VIEWS = [
  ['Shifts', '/shifts'],
  ['Categories', '/categories'],
  ['Compare', '/compare'],
  ['Traces', '/traces'],
  ['Baselines', '/baselines'],
  ['Imports', '/imports'],
  ['Query', '/query'],
  ['Reports', '/reports'],
  ['Settings', '/settings'],
] as const

const separator: Electron.MenuItemConstructorOptions = { type: 'separator' }

/** The application menu as data. */
export function menuTemplate(context: MenuContext): Electron.MenuItemConstructorOptions[] {
  const { isMac } = context
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(context),
    { role: 'editMenu' },
    viewMenu(context),
    { role: 'windowMenu' },
    { role: 'help', submenu: helpItems(context) },
  ]
}

function fileMenu({ actions, recent, isMac }: MenuContext): Electron.MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'Open exports…', accelerator: 'CmdOrCtrl+O', click: () => actions.openExports() },
      {
        label: 'Open a folder of exports…',
        accelerator: 'CmdOrCtrl+Shift+O',
        click: () => actions.openExportFolder(),
      },
      separator,
      { label: 'New workspace…', click: () => actions.newWorkspace() },
      { label: 'Open workspace…', click: () => actions.openWorkspace(null) },
      {
        label: 'Recent workspaces',
        enabled: recent.length > 0,
        submenu: recent.map((path) => ({
          label: escapeLabel(basename(path)),
          sublabel: path,
          toolTip: path,
          click: () => actions.openWorkspace(path),
        })),
      },
      { label: 'Show workspace file', click: () => actions.showWorkspaceFile() },
      separator,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  }
}

function viewMenu({ actions, isPackaged }: MenuContext): Electron.MenuItemConstructorOptions {
  const views = VIEWS.map(([label, to]) => ({ label, click: () => actions.navigate(to) }))
  const developer: Electron.MenuItemConstructorOptions[] = isPackaged
    ? []
    : [separator, { role: 'toggleDevTools' }]
  return {
    label: '&View',
    submenu: [
      ...views,
      separator,
      { role: 'reload' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  }
}

function helpItems({ actions, isMac }: MenuContext): Electron.MenuItemConstructorOptions[] {
  const items: Electron.MenuItemConstructorOptions[] = [
    { label: 'Import the first traces', click: () => actions.navigate('/imports') },
  ]
  return isMac ? items : [...items, separator, { role: 'about' }]
}

// An ampersand in a label underlines the letter after it.
function escapeLabel(label: string): string {
  return label.replaceAll('&', '&&')
}
