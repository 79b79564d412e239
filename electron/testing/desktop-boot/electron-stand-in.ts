import { EventEmitter } from 'node:events'

/**
 * Stands in for the runtime's `electron` module where that is not installed: enough for main.ts to start, and a record
 * of what it did in which order. It proves the order of the boot and what is wired to what, not Electron itself.
 */
export const record: string[] = []

type Handler = (...args: never[]) => unknown
const own = { handlers: new Map<string, Handler>(), scheme: new Map<string, Handler>() }
export const handlers = own.handlers
export const schemes = own.scheme

const ready = Promise.withResolvers<void>()

class App extends EventEmitter {
  isPackaged = false
  enableSandbox(): void {
    record.push('sandbox')
  }
  setPath(name: string, path: string): void {
    record.push(`path ${name} ${path}`)
  }
  requestSingleInstanceLock(): boolean {
    record.push('lock')
    return true
  }
  whenReady(): Promise<void> {
    return ready.promise
  }
  quit(): void {
    record.push('quit')
    this.emit('will-quit', { preventDefault: () => record.push('quit waits') })
  }
}

/** What a page would be: it is created, hardened, and can be sent events. */
class Contents extends EventEmitter {
  sent: unknown[] = []
  openWindow: Handler = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: Handler): void {
    this.openWindow = handler
  }
  send(...message: unknown[]): void {
    this.sent.push(message)
  }
  isDestroyed(): boolean {
    return false
  }
  reload(): void {
    record.push('reload')
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all
  }
  webContents = new Contents()
  options: unknown
  constructor(options: unknown) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    record.push('window')
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    record.push(`load ${url}`)
    return Promise.resolve()
  }
  show(): void {
    record.push('show')
  }
}

export const app = new App()
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: () => record.push('menu'),
}
export const dialog = {
  showErrorBox: (title: string, text: string) => record.push(`error ${title}: ${text}`),
}
export const shell = {}
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }
export const utilityProcess = { fork: () => record.push('fork') }
export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
  removeHandler: (channel: string) => void handlers.delete(channel),
}
export const protocol = {
  registerSchemesAsPrivileged: (given: { scheme: string }[]) =>
    record.push(`scheme ${given.map(({ scheme }) => scheme).join()}`),
  handle: (scheme: string, handler: Handler) => void schemes.set(scheme, handler),
}
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: () => record.push('permission requests'),
    setPermissionCheckHandler: () => record.push('permission checks'),
    setDevicePermissionHandler: () => record.push('devices'),
    setDisplayMediaRequestHandler: () => record.push('screens'),
    webRequest: { onBeforeRequest: () => record.push('requests') },
  }),
}

/** Lets `whenReady` go on, as the runtime does once main.ts has been read. */
export function becomeReady(): void {
  record.push('ready')
  ready.resolve()
}
