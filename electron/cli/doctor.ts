import { runDoctor } from '../services.ts'
import type { AddCommand } from './program.ts'
import { EXIT, type GlobalOptions, printJson, printLine } from './terminal.ts'
import { workspaceOf } from './with-services.ts'

export const addDoctorCommand: AddCommand = (program, done) => {
  program
    .command('doctor')
    .description('versions, Electron runtime, workspace integrity')
    .option('--verify', 're-hash the contents and the sources that still exist')
    .action(async (options: GlobalOptions & { verify?: boolean }) => {
      const checks = await runDoctor(workspaceOf(options), options.verify === true)
      const ok = checks.every((check) => check.ok)
      if (options.json) printJson({ ok, checks })
      else
        for (const check of checks) printLine(`${check.ok ? 'ok  ' : 'FAIL'}  ${check.name}: ${check.detail}`)
      done(ok ? EXIT.done : EXIT.failed)
    })
}
