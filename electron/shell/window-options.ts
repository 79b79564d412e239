/** Does not compile once one of these is taken down. */
interface Walls {
  webPreferences: {
    sandbox: true
    contextIsolation: true
    webSecurity: true
    nodeIntegration: false
    webviewTag: false
  }
}

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
} as const satisfies Electron.BrowserWindowConstructorOptions & Walls
