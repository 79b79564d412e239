import type { IpcMain } from 'electron'
import type { EventMessage } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { EVENT_CHANNEL, GRANT_CHANNEL, REQUEST_CHANNEL } from './channels.ts'
import { errorReply, type Dispatch } from './dispatch.ts'
import type { EventHub } from './event-hub.ts'
import type { GrantedFiles } from './granted-files.ts'
import { readGrant, readRequest } from './ipc-arguments.ts'
import { JSON_LIMIT } from './limits.ts'
import { isSmallPlainData } from './message-size.ts'

/** The page that may call: the window's main frame, showing our own scheme. */
export const APP_ORIGIN = 'app://main'

/** What of a call says who made it. */
export interface Caller {
  senderFrame: { parent: unknown; origin: string } | null
}

/** The part of Electron's ipcMain that this transport uses. */
export interface IpcDoor {
  handle(channel: string, listener: (event: Caller, ...args: unknown[]) => unknown): void
  removeHandler(channel: string): void
}

/** A window that hears events. */
export interface EventTarget {
  isDestroyed(): boolean
  send(channel: string, message: EventMessage): void
}

export interface IpcOptions {
  ipc: IpcDoor | IpcMain
  dispatch: Dispatch
  events: EventHub
  granted: GrantedFiles
  targets: () => EventTarget[]
}

/** Serves the contract to the desktop window; returns the function that ends it. */
export function serveIpc({ ipc, dispatch, events, granted, targets }: IpcOptions): () => void {
  handle(ipc, REQUEST_CHANNEL, readRequest, ([method, input]) => {
    if (isSmallPlainData(input, JSON_LIMIT)) return dispatch(method, input)
    return errorReply('bad_request', { why: `more than ${JSON_LIMIT} characters, or no plain data.` })
  })
  handle(ipc, GRANT_CHANNEL, readGrant, ([path]) => granted.grant(path))
  const end = events.subscribe((message) => {
    for (const target of targets()) if (!target.isDestroyed()) target.send(EVENT_CHANNEL, message)
  })
  return () => {
    end()
    ipc.removeHandler(REQUEST_CHANNEL)
    ipc.removeHandler(GRANT_CHANNEL)
  }
}

/** The only place that listens to pages: who calls is checked first, then the shape of what they send. */
function handle<A>(
  ipc: IpcDoor | IpcMain,
  channel: string,
  read: (given: unknown[]) => A | null,
  answer: (args: A) => unknown,
): void {
  ipc.handle(channel, (event: Caller, ...given: unknown[]) => {
    if (!isOwnPage(event)) throw new AppError('unauthorized')
    const args = read(given)
    if (args === null) throw new AppError('bad_request', { why: 'the arguments do not fit.' })
    return answer(args)
  })
}

function isOwnPage({ senderFrame }: Caller): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === APP_ORIGIN
}
