/** The one set of options every window is made with. */
export const windowOptions = {
  width: 1440,
  height: 900,
  minWidth: 900,
  minHeight: 600,
  show: false,
  title: 'Tidemark',
  webPreferences: {
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  },
} as const satisfies Electron.BrowserWindowConstructorOptions

type Is<Wanted, Given extends Wanted> = Given

/** Does not compile once one of the walls is taken down. */
export type WindowWalls = [
  Is<true, typeof windowOptions.webPreferences.sandbox>,
  Is<true, typeof windowOptions.webPreferences.contextIsolation>,
  Is<true, typeof windowOptions.webPreferences.webSecurity>,
  Is<false, typeof windowOptions.webPreferences.nodeIntegration>,
  Is<false, typeof windowOptions.webPreferences.webviewTag>,
]
