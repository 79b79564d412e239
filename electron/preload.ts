import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { EventMessage, Reply, Transport } from '../shared/contract.ts'
import { EVENT_CHANNEL, GRANT_CHANNEL, REQUEST_CHANNEL } from './transport/channels.ts'

// The page gets these three functions and nothing of Electron: no channel names, no event objects.
const transport: Transport = {
  request: async (method, input) => {
    const reply: Reply = await ipcRenderer.invoke(REQUEST_CHANNEL, method, input)
    return reply
  },
  subscribe(listener) {
    const heard = (_event: unknown, message: EventMessage): void => listener(message)
    ipcRenderer.on(EVENT_CHANNEL, heard)
    return () => void ipcRenderer.off(EVENT_CHANNEL, heard)
  },
  async pathOf(file) {
    const path = webUtils.getPathForFile(file)
    await ipcRenderer.invoke(GRANT_CHANNEL, path)
    return path
  },
}

contextBridge.exposeInMainWorld('tidemark', transport)
