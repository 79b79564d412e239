import type { Reply } from '../shared/contract.ts'
import { errorReply, type Dispatch, type Log } from './transport/dispatch.ts'
import { createEventHub, type EventHub } from './transport/event-hub.ts'

/** What the desktop shell needs of the services of one workspace. */
export interface WorkspaceServices {
  dispatch: Dispatch
  events: EventHub
  openFiles(paths: string[]): Promise<void>
  close(): Promise<void>
}

/** The workspace that is open, behind a door and an event hub that stay the same when another is opened. */
export interface WorkspaceSlot {
  dispatch: Dispatch
  events: EventHub
  /** The open workspace's file; null before the first. */
  path(): string | null
  /** Opens another; where that fails, the one before stays open. */
  open(path: string): Promise<void>
  openFiles(paths: string[]): Promise<void>
  close(): Promise<void>
}

interface Current {
  path: string
  services: WorkspaceServices
  endEvents: () => void
}

export function createWorkspaceSlot(
  create: (path: string) => WorkspaceServices | Promise<WorkspaceServices>,
  log: Log,
): WorkspaceSlot {
  const events = createEventHub(log)
  let current: Current | null = null

  const leave = async (): Promise<void> => {
    const left = current
    current = null
    left?.endEvents()
    await left?.services.close()
  }

  return {
    events,
    dispatch: (method, input) => current?.services.dispatch(method, input) ?? noWorkspace(),
    path: () => current?.path ?? null,
    async open(path) {
      if (path === current?.path) return
      const services = await create(path)
      await leave()
      current = { path, services, endEvents: services.events.subscribe((message) => events.publish(message)) }
    },
    async openFiles(paths) {
      if (paths.length > 0) await current?.services.openFiles(paths)
    },
    close: leave,
  }
}

function noWorkspace(): Promise<Reply> {
  return Promise.resolve(errorReply('not_found', { what: 'An open workspace' }))
}
