import { resolve } from 'node:path'
import type { Job } from '../../shared/model/job.ts'
import {
  createServices,
  currentUserFolder,
  defaultWorkspace,
  type JobHost,
  rememberWorkspace,
  type Services,
  type ServicesOptions,
} from '../services.ts'
import { cancellable } from './interrupts.ts'
import { type GlobalOptions, progressBar } from './terminal.ts'

/** The workspace a command works on. */
export function workspaceOf(options: GlobalOptions): string {
  return options.workspace === undefined ? defaultWorkspace(currentUserFolder()) : resolve(options.workspace)
}

/** Opens the workspace and, where that went well, notes it as the last one opened. */
export function openServices(
  options: GlobalOptions,
  resolveSource: ServicesOptions['resolveSource'],
): Services {
  const services = createServices({ workspacePath: workspaceOf(options), host: 'browser', resolveSource })
  rememberWorkspace(currentUserFolder(), services.workspacePath)
  return services
}

/** Opens the services for one command and closes them after it. */
export async function withServices<T>(
  options: GlobalOptions,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const services = openServices(options, (reference) => reference)
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}

/** Waits for a job and shows its progress; Ctrl+C cancels it, which rolls it back. */
export async function followJob<T>(host: JobHost, options: GlobalOptions, job: Job): Promise<T> {
  const bar = progressBar(options)
  const stop = host.events.subscribe((message) => {
    if (message.name === 'job' && message.data.id === job.id) bar.show(message.data)
  })
  try {
    return (await cancellable(host.jobs.finished(job.id), () => host.jobs.cancel(job.id))) as T
  } finally {
    stop()
    bar.clear()
  }
}
