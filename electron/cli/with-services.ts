import { resolve } from 'node:path'
import type { Job } from '../../shared/model/job.ts'
import {
  createServices,
  currentUserFolder,
  defaultWorkspace,
  type Services,
  writeUserState,
} from '../services.ts'
import { type GlobalOptions, progressBar } from './terminal.ts'

/** The workspace a command works on; remembered as the last one opened. */
export function chooseWorkspace(options: GlobalOptions): string {
  const folder = currentUserFolder()
  const path = options.workspace ? resolve(options.workspace) : defaultWorkspace(folder)
  writeUserState(folder, { lastWorkspace: path })
  return path
}

/** Opens the services for one command and closes them after it. */
export async function withServices<T>(
  options: GlobalOptions,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const services = createServices({
    workspacePath: chooseWorkspace(options),
    host: 'browser',
    resolveSource: (ref) => ref,
  })
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}

/** Waits for a job and shows its progress; Ctrl+C cancels it, which rolls it back. */
export async function followJob<T>(services: Services, options: GlobalOptions, job: Job): Promise<T> {
  const bar = progressBar(options)
  const stop = services.events.subscribe((message) => {
    if (message.name === 'job' && message.data.id === job.id) bar.show(message.data)
  })
  const interrupt = (): void => {
    services.jobs.cancel(job.id)
  }
  process.on('SIGINT', interrupt)
  try {
    return (await services.jobs.finished(job.id)) as T
  } finally {
    process.off('SIGINT', interrupt)
    stop()
    bar.clear()
  }
}
